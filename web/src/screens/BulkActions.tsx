import { useState } from 'react';
import { click, toggleOf, trigger } from '../data/actions';
import { Icon } from '../parts/Icon';
import { say, sayFailure } from '../parts/toasts';
import { useSession } from '../session';

/** What can be done to all selected resources at once. */
export function BulkActions({ selected, onDone }: { selected: ReadonlySet<string>; onDone: () => void }) {
  const { state, live } = useSession();
  const [confirming, setConfirming] = useState(false);
  const [busy, setBusy] = useState(false);
  const names = [...selected];
  const toggles = (action: string) =>
    names.flatMap((name) => {
      const toggle = toggleOf(state.buttons, name);
      return toggle?.action === action ? [toggle.button] : [];
    });
  const run = (what: string, actions: (() => Promise<void>)[]) => {
    setBusy(true);
    void Promise.allSettled(actions.map((action) => action())).then((results) => {
      setBusy(false);
      const failed = results.find((result) => result.status === 'rejected');
      if (failed) sayFailure(failed.reason);
      else say(`${what}: ${actions.length} ${actions.length === 1 ? 'resource' : 'resources'}`);
      onDone();
    });
  };
  // The switch is the disabling: on is disabled.
  const enable = toggles('off');
  const disable = toggles('on');
  return (
    <div className="bulk" role="group" aria-label="Bulk resource actions">
      <strong role="status">{selected.size} selected</strong>
      <button type="button" className="button" disabled={busy || !live} onClick={() => run('Update started', names.map((name) => () => trigger(name)))}>
        <Icon name="start" /> <span>Update</span>
      </button>
      <button type="button" className="button" disabled={busy || !live || enable.length === 0} onClick={() => run('Enabled', enable.map((button) => () => click(button)))}>
        <Icon name="play" /> <span>Enable</span>
      </button>
      <button
        type="button"
        className={confirming ? 'button danger' : 'button'}
        disabled={busy || !live || disable.length === 0}
        aria-label={confirming ? 'Confirm Disable' : undefined}
        onClick={() => (confirming ? run('Disabled', disable.map((button) => () => click(button))) : setConfirming(true))}
      >
        <Icon name="off" /> <span>{confirming ? 'Confirm' : 'Disable'}</span>
      </button>
      {confirming && (
        <button type="button" className="icon-button" aria-label="Cancel Disable" title="Cancel" onClick={() => setConfirming(false)}>
          <Icon name="cross" />
        </button>
      )}
      <span className="spacer" />
      <button type="button" className="button quiet" onClick={onDone}>
        Clear selection
      </button>
    </div>
  );
}
