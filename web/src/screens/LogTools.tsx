import { useEffect, useMemo, useRef, useState } from 'react';
import { copyLines } from '../data/clipboard';
import type { LineQuery } from '../data/log';
import { choices, choose, fontScale, setFontScale } from '../data/prefs';
import { amend } from '../data/route';
import { errors, NO_ALERTS, warnings, type Alerts } from '../data/status';
import { CopyButton } from '../parts/buttons';
import { FilterBox } from '../parts/FilterBox';
import { Icon } from '../parts/Icon';
import { Popover } from '../parts/Menu';
import { sayFailure } from '../parts/toasts';
import { useSession } from '../session';
import { onKey } from './keys';

export interface Found {
  place: number | undefined;
}

interface Props {
  name: string;
  many: boolean;
  query: LineQuery;
  term: string;
  wrong: string;
  find: string;
  findProblem: string;
  onStep: (direction: 'next' | 'previous') => Promise<Found>;
  onFailure: (direction: 'next' | 'previous') => void;
  onClear: () => void;
}

const DEBOUNCE_MS = 300;

/** What is shown of the log, and looking for something in it. */
export function LogTools({ query, term, wrong, find, findProblem, onStep, onFailure, onClear }: Props) {
  const { live, log } = useSession();
  const counts = useCounts(query.resources);
  const [typed, setTyped] = useTyped(term, (value) => amend({ term: value }));
  const [looking, setLooking] = useState(find !== '');
  const [finding, setFinding] = useTyped(find, (value) => amend({ find: value }));
  const box = useRef<HTMLInputElement>(null);
  const { times, wrap } = choices();
  useEffect(() => {
    const open = () => {
      setLooking(true);
      requestAnimationFrame(() => box.current?.select());
    };
    const off = [onKey('f', open), onKey('Ctrl+f', open), onKey('t', () => choose({ times: !choices().times })), onKey('w', () => choose({ wrap: !choices().wrap }))];
    return () => off.forEach((one) => one());
  }, []);
  const total = useTotal(query, findProblem === '' ? find : '');
  return (
    <div className="log-tools" role="toolbar" aria-label="Log">
      <div className="levels" role="group" aria-label="Levels">
        <LevelButton level="" text="All Levels" counts={counts} query={query} />
        <LevelButton level="error" text={`Errors (${errors(counts)})`} counts={counts} query={query} />
        <LevelButton level="warn" text={`Warnings (${warnings(counts)})`} counts={counts} query={query} />
      </div>
      <FilterBox value={typed} onChange={setTyped} label="Filter by text or /regexp/" clearLabel="Clear filter term" invalid={wrong !== ''} />
      {wrong !== '' && (
        <span className="failure" role="alert">
          {wrong}
        </span>
      )}
      {looking ? (
        <span className="find" role="search">
          <FilterBox
            input={box}
            value={finding}
            onChange={setFinding}
            label="Find in the log"
            clearLabel="Clear search"
            invalid={findProblem !== ''}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && find !== '') onStep(event.shiftKey ? 'previous' : 'next').catch(sayFailure);
              if (event.key === 'Escape' && finding === '') setLooking(false);
            }}
          />
          <span className="find-count" role="status">
            {findProblem !== '' ? findProblem : total}
          </span>
          <button type="button" className="icon-button" aria-label="Previous match" title="Previous match (N)" disabled={find === ''} onClick={() => void onStep('previous').catch(sayFailure)}>
            <Icon name="up" />
          </button>
          <button type="button" className="icon-button" aria-label="Next match" title="Next match (n)" disabled={find === ''} onClick={() => void onStep('next').catch(sayFailure)}>
            <Icon name="down" />
          </button>
        </span>
      ) : (
        <button type="button" className="icon-button" aria-label="Find in the log" title="Find in the log (f)" onClick={() => setLooking(true)}>
          <Icon name="search" />
        </button>
      )}
      <button type="button" className="icon-button" aria-label="Previous failure" title="Previous failure (p)" onClick={() => onFailure('previous')}>
        <Icon name="warn" />
      </button>
      <span className="spacer" />
      <button type="button" className="icon-button" aria-pressed={times} aria-label="Times" title="Times (t)" onClick={() => choose({ times: !times })}>
        <Icon name="clock" />
      </button>
      <button type="button" className="icon-button" aria-pressed={wrap} aria-label="Wrap long lines" title="Wrap long lines (w)" onClick={() => choose({ wrap: !wrap })}>
        <Icon name="wrap" />
      </button>
      <span className="font-size" role="group" aria-label="Size of the text">
        <button type="button" className="icon-button" aria-label="Smaller text" title="Smaller text" onClick={() => setFontScale(fontScale() - 5)}>
          <span className="small-a">A</span>
        </button>
        <button type="button" className="icon-button" aria-label="Larger text" title="Larger text" onClick={() => setFontScale(fontScale() + 5)}>
          <span className="large-a">A</span>
        </button>
      </span>
      {live && (
        <>
          <CopyButton
            label="Copy what is shown, without colours and names"
            text="Copy"
            foldable
            copy={async () => {
              const count = await copyLines(log, query);
              return `Copied ${count.toLocaleString('en')} ${count === 1 ? 'line' : 'lines'}`;
            }}
          />
          <button type="button" className="button quiet" title="Clear (Ctrl ⌫)" aria-label="Clear" onClick={onClear}>
            <Icon name="clear" />
            <span className="foldable">Clear</span>
          </button>
        </>
      )}
    </div>
  );
}

/** A value that is typed, and taken over after a moment's rest. */
function useTyped(value: string, take: (value: string) => void): [string, (value: string) => void] {
  const [typed, setTyped] = useState(value);
  const [last, setLast] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  if (value !== last) {
    setLast(value);
    setTyped(value);
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  return [
    typed,
    (next) => {
      setTyped(next);
      clearTimeout(timer.current);
      if (next === '') take(next);
      else timer.current = setTimeout(() => take(next), DEBOUNCE_MS);
    },
  ];
}

function useCounts(resources: readonly string[]): Alerts {
  const { alerts } = useSession();
  return useMemo(() => {
    const out = { ...NO_ALERTS };
    for (const [name, one] of alerts) {
      if (resources.length > 0 && !resources.includes(name)) continue;
      out.buildErrors += one.buildErrors;
      out.buildWarnings += one.buildWarnings;
      out.runtimeErrors += one.runtimeErrors;
      out.runtimeWarnings += one.runtimeWarnings;
    }
    return out;
  }, [alerts, resources]);
}

/** How often something occurs, as far as it was counted. */
function useTotal(query: LineQuery, find: string): string {
  const { log } = useSession();
  const [text, setText] = useState('');
  useEffect(() => {
    if (find === '') {
      setText('');
      return;
    }
    setText('…');
    const abort = new AbortController();
    log
      .count(query, { find }, 0, abort.signal)
      .then((counted) => setText(`${counted.count.toLocaleString('en')}${counted.isEnd ? '' : '+'} ${counted.count === 1 ? 'line' : 'lines'}`))
      .catch((error: unknown) => {
        if (!abort.signal.aborted) setText(error instanceof Error ? error.message : String(error));
      });
    return () => abort.abort();
  }, [log, query, find]);
  return text;
}

interface LevelProps {
  level: '' | 'warn' | 'error';
  text: string;
  counts: Alerts;
  query: LineQuery;
}

const SOURCES = [
  ['', 'All Sources'],
  ['build', 'Build Only'],
  ['runtime', 'Runtime Only'],
] as const;

function LevelButton({ level, text, counts, query }: LevelProps) {
  const active = query.level === level;
  const count = { '': errors(counts) + warnings(counts), build: counts.buildErrors, runtime: counts.runtimeErrors };
  if (level === 'warn') Object.assign(count, { '': warnings(counts), build: counts.buildWarnings, runtime: counts.runtimeWarnings });
  if (level === 'error') count[''] = errors(counts);
  const source = active ? query.source : '';
  return (
    <span className={`level-button ${active ? 'active' : ''} level-button-${level || 'all'}`}>
      <button type="button" aria-pressed={active} onClick={() => amend({ level, source: undefined })}>
        {text}
      </button>
      <Popover
        label={`Select ${level || 'all'} log sources`}
        className="level-source"
        button={source === 'build' ? 'Build' : source === 'runtime' ? 'Runtime' : <Icon name="down" />}
      >
        {(close) =>
          SOURCES.map(([value, words]) => (
            <button
              key={value}
              type="button"
              className="menu-item"
              aria-pressed={active && query.source === value}
              onClick={() => {
                amend({ level, source: value });
                close();
              }}
            >
              {level === '' ? words : `${words} (${count[value]})`}
            </button>
          ))
        }
      </Popover>
    </span>
  );
}
