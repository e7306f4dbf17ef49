import { useEffect, useState } from 'react';
import { NO_ALERTS } from '../data/status';
import { plain } from '../data/ansi';
import type { Line } from '../data/log';
import type { Row } from '../data/table';
import { why } from '../data/why';
import { UpdateButton } from '../parts/buttons';
import { Icon } from '../parts/Icon';
import { Link } from '../parts/Link';
import { StatusDot } from '../parts/StatusDot';
import { useNow } from '../parts/now';
import { ago } from '../parts/time';
import { useSession } from '../session';
import { lineOf } from './lineOf';

const MOST = 6;
const LINES = 4;

/** What is wrong, before everything else: the cause in one sentence, the lines that say why, what to try. */
export function Problems() {
  const { rows } = useSession();
  const failed = rows.filter((row) => row.health === 'unhealthy');
  const [all, setAll] = useState(false);
  if (failed.length === 0) return null;
  const shown = all ? failed : failed.slice(0, MOST);
  return (
    <section className="problems" aria-label="Problems">
      <h2>
        {failed.length === 1 ? 'One resource has failed' : `${failed.length} resources have failed`}
      </h2>
      <div className="problem-list">
        {shown.map((row) => (
          <Problem key={row.name} row={row} />
        ))}
      </div>
      {failed.length > MOST && (
        <button type="button" className="button quiet" onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show ${failed.length - MOST} more`}
        </button>
      )}
    </section>
  );
}

function Problem({ row }: { row: Row }) {
  const { state, alerts, find, live } = useSession();
  const now = useNow();
  const found = alerts.get(row.name) ?? NO_ALERTS;
  const because = why(row.resource, state.stories.get(row.name), find, found);
  const to = lineOf(row.resource, row.name, found, state.startTime);
  const finish = row.resource.status.buildHistory?.[0]?.finishTime;
  const lines = useLastLines(row.name, found.place);
  return (
    <article className="problem" aria-label={row.name}>
      <header>
        <StatusDot health={row.health} />
        <h3>
          <Link to={{ resource: row.name }}>{row.name}</Link>
        </h3>
        <span className="muted">{ago(finish, now)}</span>
        {live && <UpdateButton resource={row.resource} />}
      </header>
      <p className="problem-why">{because.text}</p>
      {lines.length > 0 && (
        <Link to={to} className="problem-lines" title="Show the line">
          {lines.map((line) => (
            <span key={line.place} className={line.level === 'ERROR' ? 'bad' : ''}>
              {plain(line.text) || ' '}
            </span>
          ))}
        </Link>
      )}
      {(because.cause !== '' || because.advice !== '') && (
        <p className="problem-advice">
          {because.cause} {because.advice}
        </p>
      )}
      <footer>
        <Link to={to} className="button">
          <Icon name="lines" />
          Show the line
        </Link>
      </footer>
    </article>
  );
}

/** The lines up to the one that says why: asked for once per failure. */
function useLastLines(name: string, place: number): Line[] {
  const { log } = useSession();
  const [lines, setLines] = useState<Line[]>([]);
  useEffect(() => {
    const abort = new AbortController();
    const query = { resources: [name], level: '', source: '', term: '', span: '', cleared: 0 } as const;
    log
      .page(query, place >= 0 ? { before: place + 1 } : {}, LINES, abort.signal)
      .then((page) => setLines(page.lines))
      .catch(() => undefined); // the sentence above stands without them
    return () => abort.abort();
  }, [log, name, place]);
  return lines;
}
