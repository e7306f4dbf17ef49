/** Only web addresses become links: a Tiltfile's link or a log line may hold anything. */
export function safe(url: string | undefined, host = location.hostname): string | undefined {
  if (!url || !/^https?:\/\//i.test(url)) return undefined;
  // A server that listens everywhere is reached by the name that this page was reached by.
  return url.replace(/^(https?:\/\/)0\.0\.0\.0(?=[:/]|$)/i, `$1${host}`);
}

/** An address as people say it. */
export function shown(url: string): string {
  return url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
}

const ADDRESS = /https?:\/\/[^\s"'<>`{}|\\^\u0000-\u001f]+/g;

export interface Piece {
  text: string;
  url?: string;
}

/** Splits a text at the addresses in it; punctuation behind an address is not part of it. */
export function pieces(text: string): Piece[] {
  if (!text.includes('://')) return [{ text }];
  const out: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(ADDRESS)) {
    let url = match[0].replace(/[.,;:!?]+$/, '');
    if (url.endsWith(')') && !url.includes('(')) url = url.slice(0, -1);
    if (url.endsWith(']') && !url.includes('[')) url = url.slice(0, -1);
    if (match.index > at) out.push({ text: text.slice(at, match.index) });
    out.push({ text: url, url });
    at = match.index + url.length;
  }
  if (at < text.length) out.push({ text: text.slice(at) });
  return out;
}
