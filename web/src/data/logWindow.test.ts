import { describe, expect, it } from 'vitest';
import type { At, Line, LineQuery, LogSource, Page } from './log';
import { LogWindow } from './logWindow';

const QUERY: LineQuery = { resources: [], level: '', source: '', term: '', span: '', cleared: 0 };

function line(place: number, more: Partial<Line> = {}): Line {
  return { place, time: 0, level: 'INFO', span: 's', resource: 'a', text: `line ${place}`, anchor: false, event: '', context: false, open: false, ...more };
}

/** A log of so many lines, held by nobody. */
class Endless implements LogSource {
  asked: At[] = [];
  openLast = false;
  constructor(public end: number) {}

  page(_: LineQuery, at: At, limit: number): Promise<Page> {
    this.asked.push(at);
    let from: number;
    if ('after' in at) from = at.after;
    else if ('around' in at) from = at.around - limit / 2;
    else if ('index' in at) from = at.index - limit / 2;
    else from = (at.before ?? this.end) - limit;
    let to = from + limit;
    if (!('after' in at) && !('around' in at) && !('index' in at)) to = at.before ?? this.end;
    from = Math.max(0, Math.floor(from));
    to = Math.min(this.end, Math.max(from, Math.floor(to)));
    const lines = Array.from({ length: to - from }, (_unused, index) => line(from + index, { open: this.openLast && from + index === this.end - 1 }));
    return Promise.resolve({ lines, updates: [], from, to, begin: 0, end: this.end, count: this.end, countBefore: from, countAfter: this.end - to, head: undefined });
  }

  find(): Promise<{ place: undefined; resource: string }> {
    return Promise.resolve({ place: undefined, resource: '' });
  }

  count(): Promise<{ count: number; isEnd: boolean }> {
    return Promise.resolve({ count: 0, isEnd: true });
  }
}

/** A clock that runs when it is told to. */
class Still {
  actions: (() => void)[] = [];
  readonly after = (action: () => void) => {
    this.actions.push(action);
    return 0 as unknown as ReturnType<typeof setTimeout>;
  };
  async run() {
    for (const action of this.actions.splice(0)) action();
    await settled();
  }
}

async function settled() {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}

async function opened(end: number, place?: number) {
  const log = new Endless(end);
  const clock = new Still();
  const window = new LogWindow(log, QUERY, clock.after);
  window.start(place);
  await settled();
  return { log, clock, window };
}

describe('the window over the log', () => {
  it('begins at the end and holds a few screens of a million lines', async () => {
    const { window } = await opened(1_000_000);
    expect(window.state().lines).toHaveLength(300);
    expect(window.state().lines.at(-1)?.place).toBe(999_999);
    expect(window.state().following).toBe(true);
  });

  it('adds what comes while it follows, and keeps only the newest', async () => {
    const { window, log, clock } = await opened(1_000);
    for (let step = 0; step < 5; step++) {
      log.end += 100;
      window.grew(log.end);
      await clock.run();
    }
    expect(window.state().lines.at(-1)?.place).toBe(1_499);
    expect(window.state().lines).toHaveLength(500);
    expect(window.state().lines[0]?.place).toBe(1_000);
  });

  it('skips to the end when lines come faster than anybody reads', async () => {
    const { window, log, clock } = await opened(1_000);
    log.end = 500_000;
    window.grew(log.end);
    await clock.run();
    expect(window.state().lines.at(-1)?.place).toBe(499_999);
    expect(window.state().lines.length).toBeLessThanOrEqual(500);
  });

  it('stays where it is once stopped and says how many lines came', async () => {
    const { window, log, clock } = await opened(1_000);
    window.stop();
    log.end = 1_250;
    window.grew(log.end);
    await clock.run();
    expect(window.state().missed).toBe(250);
    expect(window.state().lines.at(-1)?.place).toBe(999);
    window.toEnd();
    await settled();
    expect(window.state().missed).toBe(0);
    expect(window.state().lines.at(-1)?.place).toBe(1_249);
  });

  it('goes back line by line, each once, and never holds more than its share', async () => {
    const { window } = await opened(10_000);
    window.stop();
    for (let step = 0; step < 10; step++) {
      window.earlier();
      await settled();
    }
    const places = window.state().lines.map((one) => one.place);
    expect(places).toHaveLength(1_200);
    expect(places).toEqual(Array.from({ length: 1_200 }, (_, index) => (places[0] ?? 0) + index));
    expect(places[0]).toBe(10_000 - 300 * 11);
    expect(window.state().atEnd).toBe(false);
    window.further();
    await settled();
    expect(window.state().lines.at(-1)?.place).toBe((places.at(-1) ?? 0) + 300);
  });

  it('reads a line again that was not at its end', async () => {
    const { window, log, clock } = await opened(100);
    log.openLast = true;
    log.end = 101;
    window.grew(101);
    await clock.run();
    expect(window.state().lines.at(-1)).toMatchObject({ place: 100, open: true });
    log.openLast = false;
    log.end = 102;
    window.grew(102);
    await clock.run();
    expect(window.state().lines.map((one) => one.place).slice(-3)).toEqual([99, 100, 101]);
    expect(window.state().lines.some((one) => one.open)).toBe(false);
  });

  it('opens around a place', async () => {
    const { window } = await opened(10_000, 5_000);
    expect(window.state().target).toBe(5_000);
    expect(window.state().following).toBe(false);
    expect(window.state().lines.some((one) => one.place === 5_000)).toBe(true);
  });
});
