import { Link } from '../parts/Link';
import { StatusDot } from '../parts/StatusDot';
import { ALL, type Route } from '../view/route';
import { HEALTHS, health, healthText, type Health } from '../view/status';
import type { State } from '../view/store';

/** Where one is, how the whole does, and whether the server answers. */
export function Header({ state, route }: { state: State; route: Route }) {
  const counts = new Map<Health, number>();
  for (const resource of state.resources) {
    const one = health(resource);
    counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  return (
    <header className="top" aria-label="Dashboard menu">
      <Link to={{ screen: 'table' }} className="brand">
        <img src="/favicon.svg" alt="" width="24" height="24" /> Camber
      </Link>
      <nav aria-label="Views">
        <Link to={{ screen: 'table' }} current={route.screen === 'table'}>
          Table
        </Link>
        <Link to={{ screen: 'detail', resource: ALL }} current={route.screen === 'detail'}>
          Detail
        </Link>
      </nav>
      <ul className="summary" aria-label="Status summary for all resources">
        {HEALTHS.filter((one) => counts.get(one)).map((one) => (
          <li key={one}>
            <StatusDot health={one} /> {counts.get(one)} <span className="muted">{healthText[one].toLowerCase()}</span>
          </li>
        ))}
      </ul>
      {state.connection !== 'open' && (
        <p className="connection" role="status">
          {state.connection === 'connecting' ? 'Connecting…' : 'Connection lost: reconnecting…'}
        </p>
      )}
    </header>
  );
}
