import { useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import { choices, choose, usePrefsRevision } from '../data/prefs';
import type { Route } from '../data/route';
import { openFile, saveSnapshot } from '../data/snapshot';
import { Dialog } from '../parts/Dialog';
import { Icon } from '../parts/Icon';
import { useSession } from '../session';
import { onKey } from './keys';

export type DialogName = 'help' | 'snapshot' | 'cluster' | 'version' | 'settings';

let current: DialogName | undefined;
const listeners = new Set<() => void>();

export function openDialog(name: DialogName | undefined): void {
  current = name;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The windows that open over any screen. */
export function Dialogs({ route }: { route: Route }) {
  const open = useSyncExternalStore(subscribe, () => current);
  const { live } = useSession();
  useEffect(() => {
    const off = [onKey('?', () => openDialog('help')), ...(live ? [onKey('s', () => openDialog('snapshot'))] : [])];
    return () => off.forEach((one) => one());
  }, [live]);
  const close = () => openDialog(undefined);
  return (
    <>
      <FatalError />
      {open === 'help' && <Help onClose={close} route={route} />}
      {open === 'snapshot' && <SnapshotDialog onClose={close} />}
      {open === 'cluster' && <ClusterDialog onClose={close} />}
      {open === 'version' && <VersionDialog onClose={close} />}
      {open === 'settings' && <Settings onClose={close} />}
    </>
  );
}

function FatalError() {
  const { state } = useSession();
  const error = state.session?.status.fatalError ?? '';
  const [closed, setClosed] = useState('');
  if (error === '' || closed === error) return null;
  return (
    <Dialog title="Fatal Error" onClose={() => setClosed(error)}>
      <p>Camber has encountered a fatal error:</p>
      <pre className="quote">{error}</pre>
      <p>Once it is repaired, Camber has to be started again. Until then you can look around here.</p>
    </Dialog>
  );
}

function Facts({ facts }: { facts: [string, ReactNode][] }) {
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function ClusterDialog({ onClose }: { onClose: () => void }) {
  const { state } = useSession();
  const cluster = state.clusters.find((one) => one.metadata.name === 'default');
  const kubernetes = cluster?.status?.connection?.kubernetes;
  const error = cluster?.status?.error;
  return (
    <Dialog title="Kubernetes" onClose={onClose}>
      {error ? <pre className="quote failure">{error}</pre> : <p className="good">Healthy</p>}
      <Facts
        facts={[
          ['Product', kubernetes?.product],
          ['Context', kubernetes?.context ?? cluster?.spec?.connection?.kubernetes?.context],
          ['Namespace', kubernetes?.namespace],
          ['Architecture', cluster?.status?.arch],
          ['Version', cluster?.status?.version],
          ['Local registry', cluster?.status?.registry?.host],
        ]}
      />
    </Dialog>
  );
}

function VersionDialog({ onClose }: { onClose: () => void }) {
  const { state } = useSession();
  const build = state.session?.status.runningTiltBuild;
  return (
    <Dialog title="Version" onClose={onClose}>
      <Facts
        facts={[
          ['Version', build?.version],
          ['Built', build?.date],
          ['Session started', new Date(state.startTime).toLocaleString()],
          ['Tiltfile', state.session?.status.tiltfileKey],
        ]}
      />
      <p className="muted">Camber never looks for newer versions by itself: nothing leaves this machine.</p>
    </Dialog>
  );
}

function SnapshotDialog({ onClose }: { onClose: () => void }) {
  const [said, setSaid] = useState('');
  const [failure, setFailure] = useState('');
  const chooser = useRef<HTMLInputElement>(null);
  const fail = (error: unknown) => setFailure(error instanceof Error ? error.message : String(error));
  return (
    <Dialog title="Create a Snapshot" onClose={onClose}>
      <p>A snapshot is this page in one file: every resource and the newest lines of the log. Send it to somebody who shall see what you see.</p>
      <p className="muted">
        On the command line: <code>camber snapshot create</code>. Look through it before you send it: log lines may hold what is secret.
      </p>
      {said !== '' && <p role="status">{said}</p>}
      {failure !== '' && (
        <p className="failure" role="alert">
          {failure}
        </p>
      )}
      <footer className="dialog-foot">
        <input
          ref={chooser}
          type="file"
          accept=".json,application/json"
          className="visually-hidden"
          tabIndex={-1}
          aria-label="Snapshot file"
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) openFile(file).then(onClose, fail);
          }}
        />
        <button type="button" className="button quiet" onClick={() => chooser.current?.click()}>
          <Icon name="upload" /> Open a file
        </button>
        <button
          type="button"
          className="button primary"
          onClick={() => {
            setFailure('');
            saveSnapshot().then((name) => setSaid(`Saved as ${name}`), fail);
          }}
        >
          <Icon name="download" /> Save Snapshot
        </button>
      </footer>
    </Dialog>
  );
}

function Settings({ onClose }: { onClose: () => void }) {
  usePrefsRevision();
  const chosen = choices();
  const blocked = 'Notification' in window && Notification.permission === 'denied';
  return (
    <Dialog title="Settings" onClose={onClose}>
      <fieldset className="choices">
        <legend>Colours</legend>
        {(['system', 'light', 'dark'] as const).map((theme) => (
          <label key={theme} className="check">
            <input type="radio" name="theme" checked={chosen.theme === theme} onChange={() => choose({ theme })} />
            {{ system: 'As the system', light: 'Light', dark: 'Dark' }[theme]}
          </label>
        ))}
      </fieldset>
      <label className="check">
        <input
          type="checkbox"
          checked={chosen.notify && !blocked}
          disabled={!('Notification' in window) || blocked}
          onChange={(event) => {
            const notify = event.target.checked;
            if (!notify) choose({ notify });
            else void Notification.requestPermission().then((answer) => choose({ notify: answer === 'granted' }));
          }}
        />
        Notify me when something fails, and when all is ready
      </label>
      {blocked && <p className="muted">The browser blocks notifications of this page; its site settings allow them.</p>}
    </Dialog>
  );
}

const KEYS: [string, [string, string][]][] = [
  [
    'Everywhere',
    [
      ['/', 'Filter by name'],
      ['?', 'This sheet'],
      ['s', 'Snapshot'],
      ['g', 'Table, or the picture of dependencies'],
      ['l', 'Log of all resources'],
      ['*', 'Star'],
      ['r', 'Start an update'],
      ['e', 'Go to the line that says why'],
      ['Esc', 'Close; back to the table'],
    ],
  ],
  [
    'Table',
    [
      ['j / ↓', 'Next row'],
      ['k / ↑', 'Previous row'],
      ['Enter', 'Open its log'],
      ['x', 'Select it'],
    ],
  ],
  [
    'Detail',
    [
      ['j / k', 'Next, previous resource'],
      ['`', 'A shell in its container'],
      ['F6', 'From the shell to the page and back'],
      ['Shift 1…9', 'Open its first, second… endpoint'],
      ['f', 'Find in the log'],
      ['n / N', 'Next, previous match'],
      ['p / P', 'Previous, next failure in the log'],
      ['t', 'Times'],
      ['w', 'Wrap long lines'],
      ['Home / End', 'Beginning; end, and follow'],
      ['Ctrl ⌫', 'Clear the log'],
    ],
  ],
];

function Help({ onClose }: { onClose: () => void; route: Route }) {
  return (
    <Dialog title="Help" onClose={onClose} wide>
      <div className="key-columns">
        {KEYS.map(([heading, keys]) => (
          <section key={heading}>
            <h3>{heading}</h3>
            <dl className="keys">
              {keys.map(([key, text]) => (
                <div key={key}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{text}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="muted">
        What the Tiltfile can say is in the reference’s documentation: Camber runs the same Tiltfiles. <code>camber doctor</code> prints what belongs into
        a report of a fault.
      </p>
    </Dialog>
  );
}
