import { useMemo } from 'react';
import { Link } from '../parts/Link';
import { LogPane } from '../parts/LogPane';
import { StatusDot } from '../parts/StatusDot';
import { TriggerButton } from '../parts/TriggerButton';
import { ALL } from '../view/route';
import { health, why } from '../view/status';
import type { State } from '../view/store';
import { safe } from './Table';

/** The list of resources beside the log of one of them, or of all. */
export function Detail({ state, selected }: { state: State; selected: string }) {
  const resource = state.resources.find((candidate) => candidate.metadata.name === selected);
  const lines = useMemo(
    () => (selected === ALL ? state.lines : state.lines.filter((line) => line.resource === selected)),
    [state.lines, selected],
  );
  return (
    <main className="detail">
      <nav className="sidebar" aria-label="Resource logs">
        <Link to={{ screen: 'detail', resource: ALL }} current={selected === ALL} className="side-item">
          <span className="side-name">All resources</span>
        </Link>
        {state.resources.map((candidate) => (
          <Link
            key={candidate.metadata.name}
            to={{ screen: 'detail', resource: candidate.metadata.name }}
            current={candidate.metadata.name === selected}
            className="side-item"
          >
            <StatusDot health={health(candidate)} />
            <span className="side-name">{candidate.metadata.name}</span>
          </Link>
        ))}
      </nav>
      <section className="pane">
        {selected !== ALL && !resource && <p className="empty">No resource ‘{selected}’</p>}
        {resource && (
          <header className="pane-head">
            <StatusDot health={health(resource)} />
            <h1>{selected}</h1>
            <p className="why">{why(resource)}</p>
            {(resource.status.endpointLinks ?? []).map((link) => (
              <a key={link.url} href={safe(link.url)} target={link.url} rel="noreferrer">
                {link.name || link.url}
              </a>
            ))}
            <TriggerButton resource={resource} />
          </header>
        )}
        <LogPane key={selected} lines={lines} withNames={selected === ALL} />
      </section>
    </main>
  );
}
