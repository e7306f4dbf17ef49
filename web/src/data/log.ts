/** A line of the log. Its place is its address in this session. */
export interface Line {
  readonly place: number;
  readonly time: number;
  readonly level: 'NONE' | 'DEBUG' | 'VERBOSE' | 'INFO' | 'WARN' | 'ERROR';
  readonly span: string;
  readonly resource: string;
  readonly text: string;
  readonly anchor: boolean;
  /** `init` for the first line of an update. */
  readonly event: string;
  /** It stands before a line that matches, and does not match itself. */
  readonly context: boolean;
  /** Its end is not written yet. */
  readonly open: boolean;
}

/** Which lines to show. */
export interface LineQuery {
  readonly resources: readonly string[];
  readonly level: '' | 'warn' | 'error';
  readonly source: '' | 'build' | 'runtime';
  readonly term: string;
  readonly span: string;
  /** Lines before this place were cleared away. */
  readonly cleared: number;
}

export type At = { before?: number } | { after: number; updates?: boolean } | { around: number } | { index: number };

/** Consecutive lines that fit a query, and where they lie in the whole. */
export interface Page {
  lines: Line[];
  /** New texts for lines that came before. */
  updates: Line[];
  from: number;
  to: number;
  /** The whole log of these resources: where it begins and ends, and how many lines it has, roughly. */
  begin: number;
  end: number;
  count: number;
  countBefore: number;
  countAfter: number;
  /** The first line of the update that the first line belongs to. */
  head: Line | undefined;
}

export interface Found {
  place: number | undefined;
  resource: string;
}

export interface Counted {
  count: number;
  isEnd: boolean;
}

export interface Search {
  /** Text or /regular expression/; empty with `failure`. */
  find: string;
  failure?: boolean;
}

/** Where lines come from: the server, or a snapshot's file. */
export interface LogSource {
  page(query: LineQuery, at: At, limit: number, signal?: AbortSignal): Promise<Page>;
  find(query: LineQuery, search: Search, from: number, direction: 'next' | 'previous', signal?: AbortSignal): Promise<Found>;
  count(query: LineQuery, search: Search, from: number, signal?: AbortSignal): Promise<Counted>;
}

export const LEVELS: readonly Line['level'][] = ['NONE', 'DEBUG', 'VERBOSE', 'INFO', 'WARN', 'ERROR'];

/** The expression that a term stands for, for marking it in a line; fails for a wrong one with the engine's words. */
export function expression(term: string, flags = 'gi'): RegExp {
  const regex = /^\/(.+)\/$/s.exec(term);
  return new RegExp(regex?.[1] ?? term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), flags);
}

/** What is wrong with a term, empty if nothing is. */
export function problem(term: string): string {
  try {
    expression(term);
    return '';
  } catch (error) {
    return `Invalid regexp: ${(error instanceof Error ? error.message : String(error)).replace(/^Invalid regular expression: /, '')}`;
  }
}
