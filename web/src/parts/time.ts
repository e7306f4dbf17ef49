/** How long ago, in the largest unit that fits. */
export function ago(time: string | null | undefined, now: number): string {
  if (!time) return '—';
  const seconds = Math.max(0, Math.round((now - Date.parse(time)) / 1000));
  if (seconds < 5) return 'just now';
  if (seconds < 60) return `${seconds}s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m ago`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)}h ago`;
  return `${Math.floor(seconds / 86400)}d ago`;
}

/** How long something took. */
export function took(start: string | null | undefined, finish: string | null | undefined): string {
  if (!start || !finish) return '';
  const milliseconds = Date.parse(finish) - Date.parse(start);
  return milliseconds < 60_000 ? `${(milliseconds / 1000).toFixed(1)}s` : `${Math.floor(milliseconds / 60_000)}m ${Math.round((milliseconds % 60_000) / 1000)}s`;
}
