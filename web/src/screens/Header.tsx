import { buttonsAt } from '../data/actions';
import { ALL, type Route } from '../data/route';
import type { Health, Summary } from '../data/status';
import type { Connection } from '../data/store';
import { CustomButton } from '../parts/buttons';
import { Icon } from '../parts/Icon';
import { Link } from '../parts/Link';
import { StatusDot } from '../parts/StatusDot';
import { useSession } from '../session';
import { openDialog } from './Dialogs';

const CONNECTION: Partial<Record<Connection, string>> = {
  connecting: 'Connecting…',
  lost: 'Connection failed: reconnecting…',
  polling: 'WebSockets are blocked: asking every second',
};

/** Where one is, how the whole does, and whether the server answers. */
export function Header({ summary, route }: { summary: Summary; route: Route }) {
  const { state, live, createdAt } = useSession();
  const banner = CONNECTION[state.connection];
  return (
    <>
      <header className="top" role="banner" aria-label="Dashboard menu">
        <Link to={{}} className="brand" label="Camber home">
          <img src="/favicon.svg" alt="" width="22" height="22" />
          <span>Camber</span>
        </Link>
        <nav className="views" aria-label="Views">
          <Link to={{}} current={route.screen === 'table'} label="Table">
            <Icon name="table" />
            <span>Table</span>
          </Link>
          <Link to={{ resource: ALL }} current={route.screen === 'detail'} label="Detail">
            <Icon name="lines" />
            <span>Detail</span>
          </Link>
        </nav>
        <SummaryList summary={summary} label="Status summary for all resources" linked />
        <div className="top-tools" role="group" aria-label="Global buttons">
          {buttonsAt(state.buttons, 'Global', 'nav').map((button) => (
            <CustomButton key={button.metadata.name} button={button} className="button quiet" />
          ))}
        </div>
        {live && <SessionMenu />}
      </header>
      {banner && (
        <p className={`banner banner-${state.connection}`} role="status">
          {banner}
        </p>
      )}
      {!live && (
        <p className="banner banner-snapshot" role="status">
          Snapshot {createdAt ? `(created at ${new Date(createdAt).toLocaleString()})` : `(session started at ${new Date(state.startTime).toLocaleString()})`}
          <a href="/overview">Leave it</a>
        </p>
      )}
    </>
  );
}

function SessionMenu() {
  const { state } = useSession();
  const cluster = state.clusters.find((one) => one.metadata.name === 'default');
  const build = state.session?.status.runningTiltBuild;
  const version = build?.version ? `v${build.version.replace(/^v/, '')}` : '';
  return (
    <div className="top-tools" role="menu" aria-label="Tilt session menu">
      {cluster && (
        <button type="button" role="menuitem" className={cluster.status?.error ? 'button quiet has-error' : 'button quiet'} title="Cluster" onClick={() => openDialog('cluster')}>
          <Icon name="cluster" />
          <span className="wide-only">Cluster</span>
          {cluster.status?.error && <span className="badge" role="img" aria-label="The cluster has an error" />}
        </button>
      )}
      {version !== '' && (
        <button type="button" role="menuitem" className="button quiet wide-only" aria-label={`Version ${version}`} title="Version" onClick={() => openDialog('version')}>
          <Icon name="tag" />
          <span>{version}</span>
        </button>
      )}
      <button type="button" role="menuitem" className="icon-button" aria-label="Snapshot" title="Snapshot (s)" onClick={() => openDialog('snapshot')}>
        <Icon name="camera" />
      </button>
      <button type="button" role="menuitem" className="icon-button" aria-label="Settings" title="Settings" onClick={() => openDialog('settings')}>
        <Icon name="gear" />
      </button>
      <button type="button" role="menuitem" className="icon-button" aria-label="Help" title="Help (?)" onClick={() => openDialog('help')}>
        <Icon name="help" />
      </button>
    </div>
  );
}

const WORDS: Partial<Record<Health, string>> = { unhealthy: 'err', warning: 'warn', building: 'updating', pending: 'pending', disabled: 'disabled' };

/** Counts of each state; those that are nought are left out. */
export function SummaryList({ summary, label, linked, short }: { summary: Summary; label: string; linked?: boolean; short?: boolean }) {
  const parts: [Health, string][] = [];
  for (const one of ['unhealthy', 'warning', 'building', 'pending'] as const) {
    const count = summary.counts.get(one) ?? 0;
    if (count > 0) parts.push([one, short ? String(count) : `${count} ${WORDS[one]}`]);
  }
  if (summary.total > 0) parts.push(['healthy', `${summary.healthy}/${summary.total}`]);
  const disabled = summary.counts.get('disabled') ?? 0;
  if (disabled > 0) parts.push(['disabled', String(disabled)]);
  const level: Partial<Record<Health, string>> = { unhealthy: 'error', warning: 'warn' };
  return (
    <ul className="summary" aria-label={label}>
      {parts.map(([one, text]) => (
        <li key={one} className={`summary-${one}`}>
          {linked && level[one] ? (
            <Link to={{ resource: ALL, query: { level: level[one] } }} title={`Show the ${level[one] === 'error' ? 'errors' : 'warnings'} of all resources`}>
              <StatusDot health={one} />
              <span>{text}</span>
            </Link>
          ) : (
            <>
              <StatusDot health={one} label={one === 'healthy' ? 'Healthy of all' : (WORDS[one] ?? one)} />
              <span>{text}</span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
