import { token } from './token';
import type { State, ViewStore } from './store';
import type { View } from './types';

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 5_000;
/** The server beats every five seconds: silence for longer means that the connection is frozen. */
const FROZEN_MS = 12_000;
const POLL_MS = 1_000;
/** So many sockets that never opened, while plain requests are answered, mean that something blocks them. */
const BLOCKED_AFTER = 2;
/** How often a polling page tries a socket again. */
const RETRY_SOCKET_MS = 60_000;

/** What the connection needs of a browser. */
export interface World {
  fetch(path: string): Promise<Response>;
  open(path: string): WebSocket;
  now(): number;
  later(action: () => void, milliseconds: number): unknown;
  cancel(timer: unknown): void;
}

export const browser: World = {
  fetch: (path) => fetch(path, { headers: token(), cache: 'no-store' }),
  open: (path) => new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${path}`),
  now: () => Date.now(),
  later: (action, milliseconds) => setTimeout(action, milliseconds),
  cancel: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

/**
 * Keeps the store up to date, by a WebSocket or, where those are blocked, by asking every second. After a break it goes on
 * from the version that it has; a socket that is silent for too long is given up, as after the machine has slept.
 */
export class Connection {
  private socket: WebSocket | undefined;
  private attempt = 0;
  private unopened = 0;
  private heard = 0;
  private stopped = false;
  private timer: unknown;
  private watch: unknown;
  private socketAgainAt = 0;

  constructor(
    private readonly store: ViewStore,
    private readonly world: World = browser,
  ) {}

  start(): void {
    void this.connect();
  }

  stop(): void {
    this.stopped = true;
    this.world.cancel(this.timer);
    this.world.cancel(this.watch);
    this.socket?.close();
  }

  /** Looks at once whether the connection lives: the page is shown again, or the network is back. */
  nudge(): void {
    if (this.stopped) return;
    if (this.socket && this.world.now() - this.heard > FROZEN_MS) this.giveUp(this.socket);
    else if (!this.socket) {
      this.world.cancel(this.timer);
      void this.connect();
    }
  }

  private async connect(): Promise<void> {
    if (this.unopened >= BLOCKED_AFTER && this.world.now() < this.socketAgainAt) {
      await this.poll();
      return;
    }
    try {
      const answer = await this.world.fetch('/api/websocket_token');
      if (!answer.ok) throw new Error(await answer.text());
      const csrf = (await answer.text()).trim();
      if (!this.stopped) this.open(`/ws/page?csrf=${encodeURIComponent(csrf)}&${since(this.store.state())}`);
    } catch {
      this.again();
    }
  }

  private open(path: string): void {
    const socket = this.world.open(path);
    let opened = false;
    this.socket = socket;
    this.heard = this.world.now();
    socket.onmessage = (message: MessageEvent<string>) => {
      if (this.socket !== socket) return;
      opened = true;
      this.attempt = 0;
      this.unopened = 0;
      this.heard = this.world.now();
      this.store.connection('open');
      this.store.receive(JSON.parse(message.data) as View);
    };
    socket.onclose = () => {
      if (this.socket !== socket) return;
      this.socket = undefined;
      this.world.cancel(this.watch);
      if (!opened && ++this.unopened >= BLOCKED_AFTER) {
        this.socketAgainAt = this.world.now() + RETRY_SOCKET_MS;
        void this.poll();
      } else {
        this.again();
      }
    };
    this.look(socket);
  }

  private look(socket: WebSocket): void {
    this.watch = this.world.later(() => {
      if (this.socket !== socket) return;
      if (this.world.now() - this.heard > FROZEN_MS) this.giveUp(socket);
      else this.look(socket);
    }, FROZEN_MS / 4);
  }

  /** Does not wait for the closing handshake: the other side may never answer. */
  private giveUp(socket: WebSocket): void {
    this.socket = undefined;
    this.world.cancel(this.watch);
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
    this.again();
  }

  private async poll(): Promise<void> {
    if (this.stopped) return;
    try {
      const answer = await this.world.fetch(`/api/page/view?${since(this.store.state())}`);
      if (!answer.ok) throw new Error(await answer.text());
      const view = (await answer.json()) as View;
      this.attempt = 0;
      this.store.connection('polling');
      this.store.receive(view);
      this.timer = this.world.later(() => void this.connect(), POLL_MS);
    } catch {
      this.again();
    }
  }

  private again(): void {
    if (this.stopped) return;
    this.store.connection('lost');
    this.timer = this.world.later(() => void this.connect(), Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.attempt++));
  }
}

function since(state: State): string {
  return `since=${state.version}&session=${encodeURIComponent(state.startTime)}`;
}
