import type { At, Line, LineQuery, LogSource, Page } from './log';

/** The part of the log that the page holds: a few screens around what is seen. */
export interface WindowState {
  readonly lines: readonly Line[];
  readonly from: number;
  readonly to: number;
  readonly begin: number;
  readonly count: number;
  readonly countBefore: number;
  readonly countAfter: number;
  readonly head: Line | undefined;
  readonly atBegin: boolean;
  readonly atEnd: boolean;
  readonly following: boolean;
  /** How many lines came since it stopped following. */
  readonly missed: number;
  readonly loading: boolean;
  readonly error: string;
  /** Grows when the lines are others than before, not more of the same. */
  readonly jumps: number;
  /** The place that the last jump went to. */
  readonly target: number | undefined;
}

export const PAGE = 300;
/** So many lines are kept while reading, so many while following. */
const MOST = 1_200;
const MOST_FOLLOWING = 500;
/** Further behind than this, following goes on at the end. */
const FAR_BEHIND = 400;
const PAUSE_MS = 100;
/** How often the lines that came are counted while not following. */
const COUNT_MS = 700;

const NOTHING: WindowState = {
  lines: [],
  from: 0,
  to: 0,
  begin: 0,
  count: 0,
  countBefore: 0,
  countAfter: 0,
  head: undefined,
  atBegin: true,
  atEnd: true,
  following: true,
  missed: 0,
  loading: true,
  error: '',
  jumps: 0,
  target: undefined,
};

/**
 * Moves a window over the log. It never holds more than a few screens: what comes faster than that is skipped while following
 * and can be scrolled back to. One request is under way at a time; a newer wish replaces one that waits.
 */
export class LogWindow {
  private current: WindowState = NOTHING;
  private readonly listeners = new Set<() => void>();
  private abort = new AbortController();
  private busy = false;
  private wish: (() => Promise<void>) | undefined;
  private logEnd = 0;
  private pausedAt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private closed = false;

  constructor(
    private readonly source: LogSource,
    private readonly query: LineQuery,
    private readonly after: (action: () => void, milliseconds: number) => ReturnType<typeof setTimeout> = (action, milliseconds) => setTimeout(action, milliseconds),
  ) {}

  readonly state = (): WindowState => this.current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Begins at the end of the log, or around a place. */
  start(place?: number): void {
    if (place === undefined) this.toEnd();
    else this.toPlace(place);
  }

  close(): void {
    this.closed = true;
    this.abort.abort();
    clearTimeout(this.timer);
  }

  /** The log has grown up to here. */
  grew(end: number): void {
    if (end <= this.logEnd) return;
    this.logEnd = end;
    this.later();
  }

  private later(): void {
    if (this.timer !== undefined || this.closed) return;
    this.timer = this.after(
      () => {
        this.timer = undefined;
        this.want(() => (this.current.following ? this.follow() : this.countMissed()), true);
      },
      this.current.following ? PAUSE_MS : COUNT_MS,
    );
  }

  toEnd(): void {
    this.set({ following: true, missed: 0 });
    this.want(() => this.jump({}, undefined));
  }

  toBegin(): void {
    this.leave();
    this.want(() => this.jump({ after: 0 }, undefined));
  }

  toPlace(place: number): void {
    this.leave();
    this.want(() => this.jump({ around: place }, place));
  }

  /** @param index how many lines of the whole log lie before */
  toIndex(index: number): void {
    this.leave();
    this.want(() => this.jump({ index }, undefined));
  }

  /** Lines before those that are there. */
  earlier(): void {
    if (this.current.atBegin || this.current.loading) return;
    this.set({ loading: true });
    this.want(async () => {
      const page = await this.ask({ before: this.current.from });
      const lines = [...page.lines, ...this.current.lines];
      // What stands before a match may come from far away.
      if (page.lines.some((line) => line.context)) lines.sort((a, b) => a.place - b.place);
      const cut = Math.max(0, lines.length - MOST);
      this.set({
        ...common(page),
        lines: cut > 0 ? lines.slice(0, MOST) : lines,
        from: page.from,
        to: cut > 0 ? (lines[MOST]?.place ?? this.current.to) : this.current.to,
        countBefore: page.countBefore,
        countAfter: this.current.countAfter + cut,
        head: page.lines.length > 0 ? page.head : this.current.head,
        atBegin: page.from <= Math.max(page.begin, this.query.cleared),
        atEnd: cut > 0 ? false : this.current.atEnd,
      });
    });
  }

  /** Lines behind those that are there. */
  further(): void {
    if (this.current.atEnd || this.current.loading || this.current.following) return;
    this.set({ loading: true });
    this.want(() => this.append(PAGE, MOST));
  }

  /** Follows again from where it is, which is the end. */
  resume(): void {
    if (this.current.following || !this.current.atEnd || this.current.loading) return;
    this.set({ following: true, missed: 0 });
    this.later();
  }

  /** Stays where it is while lines come. */
  stop(): void {
    if (!this.current.following) return;
    this.pausedAt = this.current.to;
    this.set({ following: false, missed: 0 });
  }

  private leave(): void {
    this.stop();
    this.set({ loading: true });
  }

  private async follow(): Promise<void> {
    if (this.logEnd <= this.current.to && !this.current.lines.some((line) => line.open)) return;
    await this.append(FAR_BEHIND, MOST_FOLLOWING);
    if (!this.current.atEnd && this.current.following) await this.jump({}, undefined);
  }

  private async append(limit: number, most: number): Promise<void> {
    const old = this.current;
    // From the first line that was not at its end yet: the rest of it may have come.
    const open = old.lines.findIndex((line) => line.open);
    const kept = open < 0 ? old.lines : old.lines.slice(0, open);
    const page = await this.ask({ after: open < 0 ? old.to : (old.lines[open]?.place ?? old.to), updates: true }, limit);
    const lines = updated(kept, page.updates).concat(page.lines);
    const cut = Math.max(0, lines.length - most);
    this.set({
      ...common(page),
      lines: cut > 0 ? lines.slice(cut) : lines,
      from: cut > 0 ? (lines[cut]?.place ?? old.from) : old.lines.length === 0 ? page.from : old.from,
      to: page.to,
      countBefore: old.countBefore + cut,
      countAfter: page.countAfter,
      head: cut > 0 ? (lines.slice(0, cut).findLast((line) => line.event === 'init') ?? old.head) : (old.head ?? page.head),
      atBegin: old.atBegin && cut === 0,
      atEnd: page.to >= page.end,
    });
  }

  private async countMissed(): Promise<void> {
    const everything = this.query.term === '' && this.query.level === '' && this.query.source === '' && this.query.span === '';
    if (everything) {
      const page = await this.ask({ after: this.pausedAt }, 1);
      this.set({ missed: page.countAfter + page.lines.length, count: page.count, loading: false, error: '' });
    } else {
      const counted = await this.source.count(this.query, { find: '' }, this.pausedAt, this.abort.signal);
      this.set({ missed: counted.count });
    }
    // What came behind the window can be scrolled to.
    if (this.current.missed > 0) this.set({ atEnd: false });
  }

  private async jump(at: At, target: number | undefined): Promise<void> {
    this.set({ loading: true });
    const page = await this.ask(at);
    this.set({
      ...common(page),
      lines: page.lines,
      from: page.from,
      to: page.to,
      countBefore: page.countBefore,
      countAfter: page.countAfter,
      head: page.head,
      atBegin: page.from <= Math.max(page.begin, this.query.cleared),
      atEnd: page.to >= page.end,
      jumps: this.current.jumps + 1,
      target,
    });
    this.pausedAt = Math.max(this.pausedAt, this.current.following ? page.to : page.end);
  }

  private ask(at: At, limit = PAGE): Promise<Page> {
    return this.source.page(this.query, at, limit, this.abort.signal);
  }

  /** @param yielding whether it may be dropped for something that a person wants */
  private want(action: () => Promise<void>, yielding = false): void {
    if (this.closed || (yielding && this.wish)) return;
    this.wish = action;
    if (!this.busy) void this.work();
  }

  private async work(): Promise<void> {
    this.busy = true;
    while (this.wish && !this.closed) {
      const action = this.wish;
      this.wish = undefined;
      try {
        await action();
      } catch (error) {
        if (!this.closed) this.set({ loading: false, error: error instanceof Error ? error.message : String(error) });
      }
    }
    this.busy = false;
    if (this.current.following ? this.logEnd > this.current.to : this.logEnd > this.pausedAt + this.current.missed) this.later();
  }

  private set(change: Partial<WindowState>): void {
    if (this.closed) return;
    this.current = { ...this.current, ...change };
    for (const listener of this.listeners) listener();
  }
}

function common(page: Page): Partial<WindowState> {
  return { begin: page.begin, count: page.count, loading: false, error: '' };
}

function updated(lines: readonly Line[], updates: readonly Line[]): Line[] {
  if (updates.length === 0) return lines.slice();
  const texts = new Map(updates.map((line) => [line.place, line]));
  return lines.map((line) => texts.get(line.place) ?? line);
}
