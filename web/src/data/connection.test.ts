import { beforeEach, describe, expect, it } from 'vitest';
import { Connection, type World } from './connection';
import { ViewStore } from './store';

class Socket {
  onmessage: ((message: MessageEvent<string>) => void) | null = null;
  onclose: (() => void) | null = null;
  closed = false;
  constructor(readonly path: string) {}
  close() {
    this.closed = true;
  }
  says(view: object) {
    this.onmessage?.({ data: JSON.stringify(view) } as MessageEvent<string>);
  }
}

class TestWorld implements World {
  time = 0;
  sockets: Socket[] = [];
  asked: string[] = [];
  down = false;
  private timers: { at: number; action: () => void }[] = [];
  view: object = {};

  fetch(path: string) {
    this.asked.push(path);
    if (this.down) return Promise.reject(new Error('down'));
    return Promise.resolve(new Response(path.includes('token') ? 'csrf' : JSON.stringify(this.view)));
  }
  open(path: string) {
    const socket = new Socket(path);
    this.sockets.push(socket);
    return socket as unknown as WebSocket;
  }
  now() {
    return this.time;
  }
  later(action: () => void, milliseconds: number) {
    const timer = { at: this.time + milliseconds, action };
    this.timers.push(timer);
    return timer;
  }
  cancel(timer: unknown) {
    this.timers = this.timers.filter((one) => one !== timer);
  }
  async pass(milliseconds: number) {
    const end = this.time + milliseconds;
    for (;;) {
      await settled();
      const next = this.timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.time = next.at;
      this.cancel(next);
      next.action();
    }
    this.time = end;
    await settled();
  }
}

async function settled() {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}

const WHOLE = { isComplete: true, tiltStartTime: '2026-01-01T00:00:00Z', version: 7, uiResources: [{ metadata: { name: 'a' }, status: {} }] };

describe('the connection', () => {
  let world: TestWorld;
  let store: ViewStore;
  let reloads: number;

  beforeEach(async () => {
    world = new TestWorld();
    reloads = 0;
    store = new ViewStore(() => reloads++);
    new Connection(store, world).start();
    await settled();
  });

  it('goes on from the version that it has', async () => {
    world.sockets[0]?.says(WHOLE);
    expect(store.state().connection).toBe('open');
    world.sockets[0]?.onclose?.();
    expect(store.state().connection).toBe('lost');
    await world.pass(1_000);
    expect(world.sockets[1]?.path).toContain('since=7&session=2026-01-01T00%3A00%3A00Z');
    world.sockets[1]?.says({ version: 9, uiResources: [{ metadata: { name: 'b' }, status: {} }] });
    expect(store.state().resources.map((one) => one.metadata.name)).toEqual(['a', 'b']);
  });

  it('gives up a socket that is silent, as after sleep', async () => {
    world.sockets[0]?.says(WHOLE);
    await world.pass(10_000);
    expect(world.sockets).toHaveLength(1);
    world.sockets[0]?.says({ beat: true });
    await world.pass(10_000);
    expect(world.sockets).toHaveLength(1);
    await world.pass(10_000);
    expect(world.sockets[0]?.closed).toBe(true);
    expect(world.sockets).toHaveLength(2);
  });

  it('asks every second where sockets are blocked', async () => {
    world.view = WHOLE;
    world.sockets[0]?.onclose?.();
    await world.pass(500);
    world.sockets[1]?.onclose?.();
    await settled();
    expect(store.state().connection).toBe('polling');
    world.view = { version: 8, tiltStartTime: WHOLE.tiltStartTime, uiResources: [{ metadata: { name: 'b' }, status: {} }] };
    await world.pass(1_000);
    expect(store.state().resources).toHaveLength(2);
    expect(world.asked.at(-1)).toContain('/api/page/view?since=7');
  });

  it('tries again when the server is away, ever more slowly, and says so', async () => {
    world.down = true;
    world.sockets[0]?.onclose?.();
    await world.pass(60_000);
    expect(store.state().connection).toBe('lost');
    const tries = world.asked.length;
    expect(tries).toBeGreaterThan(8);
    expect(tries).toBeLessThan(20);
    world.down = false;
    await world.pass(5_000);
    world.sockets.at(-1)?.says(WHOLE);
    expect(store.state().connection).toBe('open');
  });

  it('loads the page anew when another server answers', () => {
    world.sockets[0]?.says(WHOLE);
    world.sockets[0]?.says({ ...WHOLE, tiltStartTime: '2026-01-02T00:00:00Z' });
    expect(reloads).toBe(1);
  });

  it('forgets what is gone', () => {
    world.sockets[0]?.says(WHOLE);
    world.sockets[0]?.says({ version: 8, uiResources: [{ metadata: { name: 'a', deletionTimestamp: 'x' } }] });
    expect(store.state().resources).toEqual([]);
  });
});
