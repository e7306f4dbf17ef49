import { useSyncExternalStore } from 'react';

const STEP_MS = 5_000;
let now = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const one of listeners) one();
  }, STEP_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The time, as far as ages need it: moves every five seconds. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => Math.max(now, Date.now() - STEP_MS));
}
