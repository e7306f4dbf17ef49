/** How long ago, in the largest unit that fits. */
export function ago(time: string | number | null | undefined, now: number): string {
  const seconds = secondsSince(time, now);
  if (seconds === undefined) return '—';
  if (seconds < 5) return '<5s ago';
  if (seconds < 15) return '<15s ago';
  if (seconds < 30) return '<30s ago';
  if (seconds < 60) return '<1m ago';
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m ago`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)}h ago`;
  return `${Math.floor(seconds / 86400)}d ago`;
}

function secondsSince(time: string | number | null | undefined, now: number): number | undefined {
  if (!time) return undefined;
  const at = typeof time === 'number' ? time : Date.parse(time);
  return Number.isNaN(at) || at <= 0 ? undefined : Math.max(0, Math.round((now - at) / 1000));
}

const pad = (value: number, digits = 2) => String(value).padStart(digits, '0');

/** The time of day with milliseconds: what one compares log lines by. */
export function clock(milliseconds: number): string {
  const date = new Date(milliseconds);
  return `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}.${pad(date.getMilliseconds(), 3)}`;
}

/** A moment for the name of a file. */
export function stamp(date: Date): string {
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}_${pad(date.getHours())}${pad(date.getMinutes())}${pad(date.getSeconds())}`;
}
