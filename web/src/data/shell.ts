import { token } from './token';

/** A container that a shell can be opened in, as the session tells it. */
export interface Container {
  pod: string;
  container: string;
  image: string;
  running: boolean;
  state: string;
}

/** What became of a shell. */
export type ShellEnd =
  | { kind: 'ended'; exitCode: number; message: string }
  | { kind: 'refused'; reason: string; message: string; hint: string }
  | { kind: 'lost' };

export interface Size {
  columns: number;
  rows: number;
}

export interface ShellEvents {
  started(container: Container): void;
  output(bytes: Uint8Array): void;
  ended(end: ShellEnd): void;
}

const STDIN = 0;
const STDOUT = 1;
const STDERR = 2;
const STATUS = 3;
const RESIZE = 4;
const LARGEST_INPUT = 16_384;

/** The containers of a resource, the one that is meant first; fails with the session's words. */
export async function containersOf(resource: string): Promise<Container[]> {
  const answer = await fetch(`/api/exec?resource=${encodeURIComponent(resource)}`, { headers: token(), cache: 'no-store' });
  const body = (await answer.json()) as { containers?: Container[]; message?: string; hint?: string };
  if (!answer.ok) throw new Error([body.message ?? `the server answered ${answer.status}`, body.hint ?? ''].filter((one) => one !== '').join('. '));
  return body.containers ?? [];
}

/** Where a socket comes from; a test brings its own. */
export type OpenSocket = (path: string) => Promise<WebSocket>;

const openSocket: OpenSocket = async (path) => {
  const answer = await fetch('/api/websocket_token', { headers: token(), cache: 'no-store' });
  if (!answer.ok) throw new Error(await answer.text());
  const csrf = (await answer.text()).trim();
  return new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${path}&csrf=${encodeURIComponent(csrf)}`);
};

/** One shell in one container: bytes in both directions, sizes of the terminal, and how it ended. */
export class Shell {
  private socket: WebSocket | undefined;
  private over = false;
  /** What was typed before the socket was open. */
  private early: Uint8Array<ArrayBuffer>[] = [];
  private readonly text = new TextDecoder();
  private readonly bytes = new TextEncoder();

  constructor(
    private readonly events: ShellEvents,
    private readonly open: OpenSocket = openSocket,
  ) {}

  async start(resource: string, at: Pick<Container, 'pod' | 'container'>, size: Size): Promise<void> {
    const query = new URLSearchParams({ resource, pod: at.pod, container: at.container, tty: 'true', columns: String(size.columns), rows: String(size.rows) });
    let socket: WebSocket;
    try {
      socket = await this.open(`/ws/exec?${query.toString()}`);
    } catch {
      this.end({ kind: 'lost' });
      return;
    }
    if (this.over) {
      socket.close();
      return;
    }
    socket.binaryType = 'arraybuffer';
    socket.onmessage = (message: MessageEvent<ArrayBuffer>) => this.received(new Uint8Array(message.data));
    socket.onclose = () => this.end({ kind: 'lost' });
    socket.onopen = () => {
      for (const message of this.early) socket.send(message);
      this.early = [];
    };
    this.socket = socket;
  }

  private received(message: Uint8Array): void {
    const rest = message.subarray(1);
    if (message[0] === STDOUT || message[0] === STDERR) this.events.output(rest);
    else if (message[0] === STATUS) this.told(JSON.parse(this.text.decode(rest)) as { event?: string } & Record<string, unknown>);
  }

  private told(status: { event?: string } & Record<string, unknown>): void {
    if (status.event === 'started') this.events.started(status as unknown as Container);
    else if (status.event === 'ended') this.end({ kind: 'ended', exitCode: Number(status['exitCode']), message: String(status['message'] ?? '') });
    else if (status.event === 'refused') this.end({ kind: 'refused', reason: String(status['reason']), message: String(status['message']), hint: String(status['hint'] ?? '') });
  }

  private end(end: ShellEnd): void {
    if (this.over) return;
    this.over = true;
    this.socket?.close();
    this.events.ended(end);
  }

  /** Sends what was typed or pasted. */
  type(text: string): void {
    this.typeBytes(this.bytes.encode(text));
  }

  typeBytes(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += LARGEST_INPUT) this.send(STDIN, bytes.subarray(at, at + LARGEST_INPUT));
  }

  resize(size: Size): void {
    this.send(RESIZE, this.bytes.encode(JSON.stringify({ Width: size.columns, Height: size.rows })));
  }

  private send(channel: number, bytes: Uint8Array): void {
    if (this.over) return;
    const message = new Uint8Array(bytes.length + 1);
    message[0] = channel;
    message.set(bytes, 1);
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(message);
    else this.early.push(message);
  }

  /** Ends the shell without a word. */
  close(): void {
    this.over = true;
    this.socket?.close();
  }
}

/** One sentence about how a shell ended. */
export function endWords(end: ShellEnd): string {
  switch (end.kind) {
    case 'ended':
      return end.exitCode === 0 ? 'The shell has ended.' : `The shell has ended with exit code ${end.exitCode}.`;
    case 'refused':
      return [end.message, end.hint].filter((one) => one !== '').join('. ');
    case 'lost':
      return 'The connection to the shell was lost.';
  }
}
