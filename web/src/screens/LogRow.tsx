import { memo, useState, type ReactNode } from 'react';
import { plain, runs } from '../data/ansi';
import { jsonLine, type JsonLine } from '../data/jsonLine';
import { pieces } from '../data/links';
import type { Line } from '../data/log';
import { path } from '../data/route';
import { Link } from '../parts/Link';
import { clock } from '../parts/time';
import { useSession } from '../session';
import { lineAddress } from './lineOf';

interface Props {
  line: Line;
  withName: boolean;
  showName: boolean;
  first: boolean;
  /** Lines that do not fit stand before it: a link leads to them. */
  more: boolean;
  /** It stands alone because of a filter: a link leads to its neighbours. */
  inContext: boolean;
  time: boolean;
  mark: RegExp | undefined;
  filterMark: RegExp | undefined;
  target: boolean;
  onAddress: (line: Line) => void;
}

/** Longer lines are cut on the screen; copying takes all of them. */
const LONGEST = 20_000;

export const LogRow = memo(function LogRow({ line, withName, showName, first, more, inContext, time, mark, filterMark, target, onAddress }: Props) {
  const { state } = useSession();
  const json = line.event === '' ? jsonLine(line.text) : undefined;
  const level = json && levelOf(json) !== '' ? levelOf(json) : line.level.toLowerCase();
  const address = lineAddress(line.place, state.startTime);
  const classes = [
    'line',
    `level-${level}`,
    line.event === 'init' ? 'build-event' : line.event !== '' ? 'build-fallback' : '',
    line.context ? 'context' : '',
    first ? 'changes' : '',
    target ? 'target' : '',
    line.anchor && (line.level === 'ERROR' || line.level === 'WARN') ? 'anchor' : '',
  ];
  return (
    <>
      {more && (
        <Link className="line-more" to={{ resource: line.resource || '(all)', query: { line: address } }}>
          … (more) …
        </Link>
      )}
      <div className={classes.filter(Boolean).join(' ')} data-place={line.place}>
        {withName && (
          <span className="line-name" title={line.resource || '(global)'}>
            {showName ? line.resource || '(global)' : ''}
          </span>
        )}
        <a
          className="line-link"
          href={path({ resource: line.resource || '(all)', query: { line: address } })}
          tabIndex={-1}
          aria-label="Address of this line"
          title={`${new Date(line.time).toLocaleString()} · copies the address of this line`}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            onAddress(line);
          }}
        >
          {time ? clock(line.time) : '¶'}
        </a>
        {json ? <JsonText json={json} marks={[mark, filterMark]} /> : <Text text={line.text} marks={[mark, filterMark]} />}
        {inContext && (
          <Link className="line-context" to={{ resource: line.resource || '(all)', query: { line: address } }}>
            in context
          </Link>
        )}
      </div>
    </>
  );
});

function levelOf(json: JsonLine): string {
  if (/^(err|error|fatal|panic|critical|crit|alert|emerg)/.test(json.level)) return 'error';
  if (/^warn/.test(json.level)) return 'warn';
  return /^(debug|trace)/.test(json.level) ? 'debug' : '';
}

type Marks = readonly (RegExp | undefined)[];

function Text({ text, marks }: { text: string; marks: Marks }) {
  const cut = text.length > LONGEST;
  const shown = cut ? text.slice(0, LONGEST) : text;
  return (
    <span className="line-text">
      {runs(shown).map((run, index) => (
        <span key={index} className={run.classes || undefined}>
          {pieces(run.text).map((piece, at) =>
            piece.url ? (
              <a key={at} href={piece.url} target="_blank" rel="noreferrer noopener" tabIndex={-1}>
                {marked(piece.text, marks)}
              </a>
            ) : (
              <span key={at}>{marked(piece.text, marks)}</span>
            ),
          )}
        </span>
      ))}
      {cut && <span className="muted">… {(text.length - LONGEST).toLocaleString('en')} more characters: copy the line to have them</span>}
      {shown === '' && ' '}
    </span>
  );
}

/** What a program wrote as JSON: the message first, the rest on demand. */
function JsonText({ json, marks }: { json: JsonLine; marks: Marks }) {
  const [open, setOpen] = useState(false);
  return (
    <span className="line-text json">
      <button type="button" className="json-fold" aria-expanded={open} aria-label={open ? 'Fold this line' : 'Unfold this line'} tabIndex={-1} onClick={() => setOpen(!open)}>
        {open ? '▾' : '▸'}
      </button>
      {json.level !== '' && <span className="json-level">{json.level}</span>}
      {json.message !== '' && <span className="json-message">{marked(plain(json.message), marks)}</span>}
      {!open &&
        json.fields.map(([name, value]) => (
          <span key={name} className="json-field">
            <span className="json-name">{plain(name)}=</span>
            {marked(plain(value), marks)}
          </span>
        ))}
      {open && <span className="json-whole">{marked(json.whole, marks)}</span>}
    </span>
  );
}

const MOST_MARKS = 200;
const LONGEST_MARKED = 4_000;

/** A text with the places in it that are looked for. */
function marked(text: string, marks: Marks): ReactNode {
  if (text.length > LONGEST_MARKED) return text;
  const places: [start: number, end: number, own: boolean][] = [];
  marks.forEach((mark, which) => {
    if (!mark) return;
    for (const match of text.matchAll(mark)) {
      if (match[0] === '' || places.length >= MOST_MARKS) break;
      places.push([match.index, match.index + match[0].length, which === 0]);
    }
  });
  if (places.length === 0) return text;
  places.sort((a, b) => a[0] - b[0]);
  const out: ReactNode[] = [];
  let at = 0;
  for (const [start, end, own] of places) {
    if (start < at) continue;
    if (start > at) out.push(text.slice(at, start));
    out.push(
      <mark key={start} className={own ? undefined : 'filter-mark'}>
        {text.slice(start, end)}
      </mark>,
    );
    at = end;
  }
  if (at < text.length) out.push(text.slice(at));
  return out;
}
