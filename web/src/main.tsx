import { createRoot } from 'react-dom/client';
import { App } from './App';
import { Connection } from './data/connection';
import { current } from './data/route';
import { ServerLog } from './data/serverLog';
import { SnapshotLog } from './data/snapshotLog';
import { openedSnapshot, serverSnapshot } from './data/snapshot';
import { ViewStore } from './data/store';
import type { Snapshot } from './data/types';
import './styles/tokens.css';
import './styles/base.css';
import './styles/header.css';
import './styles/table.css';
import './styles/detail.css';
import './styles/log.css';
import './styles/dock.css';

const element = document.getElementById('root');
if (!element) throw new Error('index.html has no #root');
const root = createRoot(element);

function live(): void {
  const store = new ViewStore(() => location.reload());
  const connection = new Connection(store);
  connection.start();
  // After sleep a socket may look open for minutes: look when somebody looks at the page.
  addEventListener('online', () => connection.nudge());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') connection.nudge();
  });
  root.render(<App store={store} log={new ServerLog()} live />);
}

function show(snapshot: Snapshot): void {
  const store = new ViewStore(() => undefined);
  const log = new SnapshotLog(snapshot.view?.logList);
  store.connection('snapshot');
  store.receive({ tiltStartTime: '', ...snapshot.view, isComplete: true, alerts: log.alerts(), logEnd: 0 });
  root.render(<App key={snapshot.createdAt} store={store} log={log} live={false} createdAt={snapshot.createdAt ?? ''} />);
}

function failed(error: unknown): void {
  root.render(
    <main className="hero" role="alert">
      {error instanceof Error ? error.message : String(error)}
    </main>,
  );
}

const id = current().snapshot;
if (id === '') live();
else serverSnapshot(id).then(show, failed);
openedSnapshot(show);
