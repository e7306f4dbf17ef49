import { token } from './token';
import type { ViewStore } from './store';
import type { View } from './types';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5_000;

/** Keeps a WebSocket to the server open and hands every message to the store, until stopped. */
export class Connection {
  private socket: WebSocket | undefined;
  private stopped = false;
  private attempt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly store: ViewStore) {}

  start(): void {
    void this.connect();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.socket?.close();
  }

  private async connect(): Promise<void> {
    try {
      const answer = await fetch('/api/websocket_token', { headers: token() });
      if (!answer.ok) throw new Error(await answer.text());
      const csrf = (await answer.text()).trim();
      if (this.stopped) return;
      const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
      const socket = new WebSocket(`${scheme}://${location.host}/ws/view?csrf=${encodeURIComponent(csrf)}`);
      this.socket = socket;
      socket.onmessage = (message: MessageEvent<string>) => {
        this.attempt = 0;
        this.store.receive(JSON.parse(message.data) as View);
      };
      socket.onclose = () => this.again();
    } catch {
      this.again();
    }
  }

  private again(): void {
    if (this.stopped) return;
    this.store.connection('lost');
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.attempt++);
    this.timer = setTimeout(() => void this.connect(), wait);
  }
}
