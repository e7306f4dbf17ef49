import { useSyncExternalStore } from 'react';

/** The resource whose shell is open below the page; empty for none. One at a time, whatever screen is shown. */
let open = '';
const listeners = new Set<() => void>();

export function showShell(resource: string): void {
  open = resource;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useShell(): string {
  return useSyncExternalStore(subscribe, () => open);
}
