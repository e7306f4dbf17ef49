import { useState } from 'react';
import { trigger } from '../view/actions';
import { isDisabled } from '../view/status';
import type { UIResource } from '../view/types';

/** Starts an update; says what went wrong where it went wrong. */
export function TriggerButton({ resource }: { resource: UIResource }) {
  const [failure, setFailure] = useState('');
  const { status } = resource;
  const busy = status.queued || status.updateStatus === 'in_progress';
  const title = status.queued
    ? 'Already queued'
    : busy
      ? 'Updating'
      : status.hasPendingChanges && (status.triggerMode ?? 0) > 0
        ? 'Update: there are changes'
        : 'Update now';
  const start = () => {
    setFailure('');
    trigger(resource.metadata.name).catch((error: unknown) => setFailure(error instanceof Error ? error.message : String(error)));
  };
  return (
    <>
      <button
        type="button"
        className={`icon-button ${status.hasPendingChanges ? 'wanted' : ''}`}
        disabled={busy || isDisabled(resource)}
        aria-label={`${title}: ${resource.metadata.name}`}
        title={title}
        onClick={start}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M13 8a5 5 0 1 1-1.5-3.5M13 2v3h-3" />
        </svg>
      </button>
      {failure !== '' && (
        <span role="alert" className="failure">
          {failure}
        </span>
      )}
    </>
  );
}
