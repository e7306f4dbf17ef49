import { useEffect, useMemo, useState } from 'react';
import { Link } from '../parts/Link';
import { StatusDot } from '../parts/StatusDot';
import { ago, took } from '../parts/time';
import { TriggerButton } from '../parts/TriggerButton';
import { HEALTHS, health, why } from '../view/status';
import type { UIResource } from '../view/types';

function typeOf(resource: UIResource): string {
  if (resource.metadata.name === '(Tiltfile)') return 'Tiltfile';
  const types = (resource.status.specs ?? []).map((spec) => spec.type);
  if (types.includes('k8s')) return 'Kubernetes';
  if (types.includes('docker-compose')) return 'Compose';
  return types.includes('local') ? 'Local' : '—';
}

function address(url: string): string {
  return url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
}

/** Every resource in one row, what needs attention first. */
export function Table({ resources }: { resources: readonly UIResource[] }) {
  const [filter, setFilter] = useState('');
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 5_000);
    return () => clearInterval(timer);
  }, []);
  const rows = useMemo(() => {
    const tokens = filter.toLowerCase().split(/\s+/).filter(Boolean);
    return resources
      .filter((resource) => tokens.every((token) => resource.metadata.name.toLowerCase().includes(token)))
      .map((resource) => ({ resource, health: health(resource) }))
      .sort((a, b) => rank(a.health) - rank(b.health) || (a.resource.status.order ?? 0) - (b.resource.status.order ?? 0));
  }, [resources, filter]);

  return (
    <main className="screen" aria-label="Resources overview">
      <div className="toolbar">
        <input
          type="search"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
          placeholder="Filter resources by name"
          aria-label="Filter resources by name"
        />
        {filter !== '' && <span className="muted">{rows.length === 0 ? 'No matching resources' : `${rows.length} results`}</span>}
      </div>
      <div className="table-wrap">
        <table>
          <thead>
            <tr>
              <th scope="col">Status</th>
              <th scope="col">Resource</th>
              <th scope="col">Why</th>
              <th scope="col">Updated</th>
              <th scope="col">Took</th>
              <th scope="col">Type</th>
              <th scope="col">Endpoints</th>
              <th scope="col">
                <span className="visually-hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ resource, health: state }) => {
              const name = resource.metadata.name;
              const last = resource.status.buildHistory?.[0];
              return (
                <tr key={name} className={`row-${state}`}>
                  <td>
                    <StatusDot health={state} />
                  </td>
                  <td className="name">
                    <Link to={{ screen: 'detail', resource: name }}>{name}</Link>
                  </td>
                  <td className="why" title={why(resource)}>
                    {why(resource)}
                  </td>
                  <td>{ago(resource.status.lastDeployTime ?? last?.finishTime, now)}</td>
                  <td>{took(last?.startTime, last?.finishTime)}</td>
                  <td className="muted">{typeOf(resource)}</td>
                  <td className="endpoints">
                    {(resource.status.endpointLinks ?? []).map((link) => (
                      <a key={link.url} href={safe(link.url)} target={link.url} rel="noreferrer">
                        {link.name || address(link.url ?? '')}
                      </a>
                    ))}
                  </td>
                  <td>
                    <TriggerButton resource={resource} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </main>
  );
}

function rank(state: ReturnType<typeof health>): number {
  // What fails comes first, what is disabled last; the rest keeps the order of the Tiltfile.
  return state === 'unhealthy' ? 0 : state === 'disabled' ? 2 : HEALTHS.includes(state) ? 1 : 1;
}

/** Only web addresses become links: a Tiltfile's link may hold anything. */
export function safe(url: string | undefined): string | undefined {
  return url && /^https?:\/\//i.test(url) ? url : undefined;
}
