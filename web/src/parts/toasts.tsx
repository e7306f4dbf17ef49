import { useSyncExternalStore } from 'react';
import type { Place } from '../data/route';
import { Icon } from './Icon';
import { Link } from './Link';

interface Toast {
  id: number;
  text: string;
  tone: 'info' | 'error';
  link?: { text: string; to: Place };
}

const SHOWN_MS = 6_000;
const MOST = 3;

let all: readonly Toast[] = [];
let next = 0;
const listeners = new Set<() => void>();

function set(toasts: readonly Toast[]): void {
  all = toasts;
  for (const listener of listeners) listener();
}

function dismiss(id: number): void {
  set(all.filter((toast) => toast.id !== id));
}

/** Says something that goes away by itself. Failures stay until they are read. */
export function say(text: string, link?: Toast['link']): void {
  const id = next++;
  set([...all, { id, text, tone: 'info' as const, ...(link ? { link } : {}) }].slice(-MOST));
  setTimeout(() => dismiss(id), SHOWN_MS);
}

export function sayFailure(error: unknown): void {
  set([...all, { id: next++, text: error instanceof Error ? error.message : String(error), tone: 'error' as const }].slice(-MOST));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function Toasts() {
  const toasts = useSyncExternalStore(subscribe, () => all);
  return (
    <div className="toasts" role="region" aria-label="Notices" aria-live="polite">
      {toasts.map((toast) => (
        <div key={toast.id} className={`toast toast-${toast.tone}`} role={toast.tone === 'error' ? 'alert' : 'status'}>
          <span className="toast-text">{toast.text}</span>
          {toast.link && <Link to={toast.link.to}>{toast.link.text}</Link>}
          <button type="button" className="icon-button" aria-label="Dismiss" onClick={() => dismiss(toast.id)}>
            <Icon name="cross" />
          </button>
        </div>
      ))}
    </div>
  );
}
