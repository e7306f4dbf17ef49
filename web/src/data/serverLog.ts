import { LEVELS, type At, type Counted, type Found, type Line, type LineQuery, type LogSource, type Page, type Search } from './log';
import { token } from './token';

type WireLine = [place: number, time: number, level: number, span: number, kind: number, anchor: number, event: string, text: string];

interface WirePage {
  lines: WireLine[];
  spans: [span: string, resource: string][];
  from: number;
  to: number;
  begin: number;
  end: number;
  count: number;
  countBefore: number;
  countAfter: number;
  head?: WireLine;
}

const CONTEXT = 1;
const OPEN = 2;
const UPDATE = 3;
/** The server looks for some tenths of a second at a time; so many times it is asked to go on. */
const MOST_STEPS = 200;

/** The log of the session, read from the server as it is needed. */
export class ServerLog implements LogSource {
  async page(query: LineQuery, at: At, limit: number, signal?: AbortSignal): Promise<Page> {
    let page = await this.onePage(query, at, limit, signal);
    // A search through many lines comes back early: go on until something is found or everything was looked at.
    for (let step = 0; step < MOST_STEPS && page.lines.length === 0; step++) {
      const back = !('after' in at);
      if (back ? page.from <= Math.max(page.begin, query.cleared) : page.to >= page.end) break;
      const next = await this.onePage(query, back ? { before: page.from } : { after: page.to }, limit, signal);
      page = back ? { ...next, to: page.to, countAfter: page.countAfter } : { ...next, from: page.from, countBefore: page.countBefore };
    }
    return page;
  }

  private async onePage(query: LineQuery, at: At, limit: number, signal: AbortSignal | undefined): Promise<Page> {
    const parameters = wire(query);
    for (const [name, value] of Object.entries(at)) {
      if (value !== undefined) parameters.set(name, value === true ? '1' : String(Math.max(0, Math.floor(Number(value)))));
    }
    parameters.set('limit', String(limit));
    const page = await ask<WirePage>(`lines?${parameters}`, signal);
    const lines = page.lines.map((line) => read(line, page.spans));
    return {
      ...page,
      lines: lines.filter((_, index) => page.lines[index]?.[4] !== UPDATE),
      updates: lines.filter((_, index) => page.lines[index]?.[4] === UPDATE),
      head: page.head && read(page.head, page.spans),
    };
  }

  async find(query: LineQuery, search: Search, from: number, direction: 'next' | 'previous', signal?: AbortSignal): Promise<Found> {
    let at = from;
    for (let step = 0; step < MOST_STEPS; step++) {
      const parameters = searching(query, search, at);
      parameters.set('direction', direction);
      const found = await ask<{ place?: number; resource?: string; looked: number; isEnd: boolean }>(`find?${parameters}`, signal);
      if (found.place !== undefined || found.isEnd) return { place: found.place, resource: found.resource ?? '' };
      at = found.looked;
    }
    return { place: undefined, resource: '' };
  }

  async count(query: LineQuery, search: Search, from: number, signal?: AbortSignal): Promise<Counted> {
    let at = from;
    let count = 0;
    for (let step = 0; step < MOST_STEPS; step++) {
      const found = await ask<{ count: number; looked: number; isEnd: boolean }>(`count?${searching(query, search, at)}`, signal);
      count += found.count;
      at = found.looked;
      if (found.isEnd) return { count, isEnd: true };
    }
    return { count, isEnd: false };
  }
}

function wire(query: LineQuery): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const name of query.resources) parameters.append('resource', name);
  if (query.level) parameters.set('level', query.level);
  if (query.source) parameters.set('source', query.source);
  if (query.term) parameters.set('term', query.term);
  if (query.span) parameters.set('span', query.span);
  if (query.cleared > 0) parameters.set('cleared', String(query.cleared));
  return parameters;
}

function searching(query: LineQuery, search: Search, from: number): URLSearchParams {
  const parameters = wire(query);
  if (search.failure) parameters.set('what', 'failure');
  else parameters.set('find', search.find);
  parameters.set('from', String(Math.max(0, from)));
  return parameters;
}

async function ask<T>(path: string, signal: AbortSignal | undefined): Promise<T> {
  const answer = await fetch(`/api/page/${path}`, { headers: token(), cache: 'no-store', ...(signal ? { signal } : {}) });
  if (!answer.ok) throw new Error((await answer.text()).trim());
  return (await answer.json()) as T;
}

function read(line: WireLine, spans: [string, string][]): Line {
  const [place, time, level, span, kind, anchor, event, text] = line;
  return {
    place,
    time,
    level: LEVELS[level] ?? 'INFO',
    span: spans[span]?.[0] ?? '',
    resource: spans[span]?.[1] ?? '',
    text,
    anchor: anchor === 1,
    event,
    context: kind === CONTEXT,
    open: kind === OPEN,
  };
}
