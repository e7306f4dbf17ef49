import { afterEach, describe, expect, it, vi } from 'vitest';
import { endWords, Shell, type Container, type ShellEnd } from './shell';

class FakeSocket {
  readyState = 1;
  binaryType = '';
  sent: Uint8Array[] = [];
  closed = false;
  onmessage: ((message: { data: ArrayBuffer }) => void) | null = null;
  onclose: (() => void) | null = null;
  onopen: (() => void) | null = null;
  send(bytes: Uint8Array): void {
    this.sent.push(bytes);
  }
  close(): void {
    this.closed = true;
  }
  says(channel: number, text: string): void {
    this.onmessage?.({ data: Uint8Array.from([channel, ...new TextEncoder().encode(text)]).buffer });
  }
}

async function opened() {
  const socket = new FakeSocket();
  const paths: string[] = [];
  const output: string[] = [];
  const ends: ShellEnd[] = [];
  const started: Container[] = [];
  const shell = new Shell(
    { started: (container) => started.push(container), output: (bytes) => output.push(new TextDecoder().decode(bytes)), ended: (end) => ends.push(end) },
    (path) => {
      paths.push(path);
      return Promise.resolve(socket as unknown as WebSocket);
    },
  );
  await shell.start('a/b', { pod: 'p-1', container: 'c' }, { columns: 90, rows: 20 });
  return { shell, socket, paths, output, ends, started };
}

afterEach(() => vi.restoreAllMocks());

describe('a shell', () => {
  it('asks for a container and a terminal of a size', async () => {
    const { paths } = await opened();
    expect(paths).toEqual(['/ws/exec?resource=a%2Fb&pod=p-1&container=c&tty=true&columns=90&rows=20']);
  });

  it('sends what is typed in pieces, sizes as JSON, and shows what is printed', async () => {
    const { shell, socket, output, started } = await opened();
    socket.says(3, '{"event":"started","pod":"p-1","container":"c"}');
    socket.says(1, 'hello');
    shell.type('é'.repeat(10_000));
    shell.resize({ columns: 120, rows: 40 });
    expect(started[0]?.pod).toBe('p-1');
    expect(output).toEqual(['hello']);
    expect(socket.sent.map((one) => one.length)).toEqual([16_385, 3_617, 26]);
    expect(socket.sent[0]?.[0]).toBe(0);
    expect(new TextDecoder().decode(socket.sent[2]?.subarray(1))).toBe('{"Width":120,"Height":40}');
    expect(socket.sent[2]?.[0]).toBe(4);
  });

  it('sends what was typed too early once it can', async () => {
    const { shell, socket } = await opened();
    socket.readyState = 0;
    shell.type('ls');
    expect(socket.sent).toEqual([]);
    socket.readyState = 1;
    socket.onopen?.();
    expect(socket.sent.map((one) => [...one])).toEqual([[0, 108, 115]]);
  });

  it('tells once how it ended, and sends nothing afterwards', async () => {
    const { shell, socket, ends } = await opened();
    socket.says(3, '{"event":"ended","exitCode":3,"message":"x"}');
    socket.onclose?.();
    shell.type('late');
    expect(ends).toEqual([{ kind: 'ended', exitCode: 3, message: 'x' }]);
    expect(socket.sent).toEqual([]);
    expect(endWords(ends[0] as ShellEnd)).toBe('The shell has ended with exit code 3.');
  });

  it('says why there is none', async () => {
    const { socket, ends } = await opened();
    socket.says(3, '{"event":"refused","reason":"NoShell","message":"no shell","hint":"try another"}');
    expect(endWords(ends[0] as ShellEnd)).toBe('no shell. try another');
  });

  it('is lost when the connection closes without a word, but not when it is closed here', async () => {
    const lost = await opened();
    lost.socket.onclose?.();
    expect(lost.ends).toEqual([{ kind: 'lost' }]);
    const closed = await opened();
    closed.shell.close();
    closed.socket.onclose?.();
    expect(closed.ends).toEqual([]);
  });
});
