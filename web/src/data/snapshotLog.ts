import { plain } from './ansi';
import { expression, LEVELS, type At, type Counted, type Found, type Line, type LineQuery, type LogSource, type Page, type Search } from './log';
import { SnapshotLines } from './snapshotLines';
import type { LogList, SpanAlerts } from './types';

const CONTEXT = 5;

/** The log of a snapshot: all of it is in the page already. */
export class SnapshotLog implements LogSource {
  private readonly lines: readonly Line[];

  constructor(list: LogList | undefined) {
    const all = new SnapshotLines();
    if (list) all.append(list);
    this.lines = all.all().map((line) => ({
      place: line.id,
      time: Date.parse(line.time) || 0,
      level: LEVELS.find((level) => level === line.level) ?? 'INFO',
      span: line.spanId,
      resource: line.resource,
      text: line.text,
      anchor: line.anchor,
      event: line.event,
      context: false,
      open: false,
    }));
  }

  /** Where the warnings and errors are: as the server would say it. */
  alerts(): SpanAlerts[] {
    const spans = new Map<string, SpanAlerts>();
    for (const line of this.lines) {
      if (!line.anchor || (line.level !== 'WARN' && line.level !== 'ERROR')) continue;
      const old = spans.get(line.span) ?? [line.span, line.resource, 0, 0, -1, -1];
      const warns = line.level === 'WARN';
      spans.set(line.span, [
        line.span,
        line.resource,
        old[2] + (warns ? 1 : 0),
        old[3] + (warns ? 0 : 1),
        warns && old[4] < 0 ? line.place : old[4],
        warns ? old[5] : line.place,
      ]);
    }
    return [...spans.values()];
  }

  page(query: LineQuery, at: At, limit: number): Promise<Page> {
    const whole = this.lines.filter((line) => ofResource(line, query));
    const fitting = this.fitting(query);
    let start: number;
    if ('after' in at) start = fitting.findIndex((line) => line.place >= at.after);
    else if ('around' in at) start = fitting.findIndex((line) => line.place >= at.around) - limit / 2;
    else if ('index' in at) start = fitting.findIndex((line) => line.place >= (whole[at.index]?.place ?? 0)) - limit / 2;
    else {
      const before = at.before ?? Number.MAX_SAFE_INTEGER;
      const end = fitting.findIndex((line) => line.place >= before);
      start = (end < 0 ? fitting.length : end) - limit;
      if (end >= 0) fitting.length = end;
    }
    if ('after' in at && start < 0) start = fitting.length;
    const from = Math.max(0, Math.floor(start));
    const lines = fitting.slice(from, Math.max(from, Math.floor(start) + limit));
    const end = this.lines.length;
    const first = from === 0 ? 0 : (lines[0]?.place ?? end);
    const to = from + lines.length >= fitting.length && !('before' in at && at.before !== undefined) ? end : (lines.at(-1)?.place ?? end) + 1;
    return Promise.resolve({
      lines,
      updates: [],
      from: first,
      to,
      begin: 0,
      end,
      count: whole.length,
      countBefore: whole.filter((line) => line.place < first).length,
      countAfter: whole.filter((line) => line.place >= to).length,
      head: whole.findLast((line) => line.event === 'init' && line.place <= (lines[0]?.place ?? 0)),
    });
  }

  find(query: LineQuery, search: Search, from: number, direction: 'next' | 'previous'): Promise<Found> {
    const test = tester(search);
    const fitting = this.fitting(query).filter((line) => !line.context && test(line));
    const line = direction === 'next' ? fitting.find((one) => one.place >= from) : fitting.findLast((one) => one.place < from);
    return Promise.resolve({ place: line?.place, resource: line?.resource ?? '' });
  }

  count(query: LineQuery, search: Search, from: number): Promise<Counted> {
    const test = tester(search);
    return Promise.resolve({
      count: this.fitting(query).filter((line) => !line.context && line.place >= from && test(line)).length,
      isEnd: true,
    });
  }

  private fitting(query: LineQuery): Line[] {
    const term = query.term === '' ? undefined : expression(query.term, 'i');
    const out: Line[] = [];
    const search = query.level !== '' || query.term !== '';
    const before = new Map<string, Line[]>();
    const heads = new Map<string, Line>();
    for (const line of this.lines) {
      if (!ofResource(line, query) || (query.span !== '' && line.span !== query.span)) continue;
      if (search && line.event === 'init') {
        // The first line of an update is shown only if something below it is.
        heads.set(line.resource, line);
        before.delete(line.resource);
      } else if (line.event !== '' || shows(line, query, term)) {
        const head = heads.get(line.resource);
        if (head) out.push(head);
        heads.delete(line.resource);
        out.push(...(before.get(line.resource) ?? []).map((one) => ({ ...one, context: true })), line);
        before.delete(line.resource);
      } else if (query.level !== '') {
        before.set(line.resource, [...(before.get(line.resource) ?? []), line].slice(-CONTEXT));
      }
    }
    return search ? out.sort((a, b) => a.place - b.place) : out;
  }
}

function ofResource(line: Line, query: LineQuery): boolean {
  return line.place >= query.cleared && (query.resources.length === 0 || query.resources.includes(line.resource));
}

function shows(line: Line, query: LineQuery, term: RegExp | undefined): boolean {
  const isBuild = /^(build|cmdimage):/.test(line.span);
  return (
    (query.source === '' || (query.source === 'build') === isBuild) &&
    (query.level === '' || line.level === query.level.toUpperCase()) &&
    (term === undefined || term.test(plain(line.text)))
  );
}

function tester(search: Search): (line: Line) => boolean {
  if (search.failure) return (line) => line.anchor && line.level === 'ERROR';
  const term = expression(search.find, 'i');
  return (line) => term.test(plain(line.text));
}
