// A session of the built program in a directory of its own, and a browser that looks at it.
import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('../..', import.meta.url));
const PATIENCE_MS = 60_000;

export async function freePort() {
  const server = net.createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** Waits until something is so. */
export async function until(what, test, limit = PATIENCE_MS) {
  const end = Date.now() + limit;
  for (;;) {
    if (await test()) return;
    if (Date.now() > end) throw new Error(`not within ${limit} ms: ${what}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

export class Session {
  static async inNewDirectory(project = 'project') {
    const base = await mkdtemp(join(tmpdir(), 'camber-page-'));
    await mkdir(join(base, 'home'));
    await cp(fileURLToPath(new URL(project, import.meta.url)), join(base, 'project'), { recursive: true });
    return new Session(base, await freePort());
  }

  constructor(base, port) {
    this.base = base;
    this.port = port;
    this.url = `http://localhost:${port}`;
    this.console = '';
  }

  get project() {
    return join(this.base, 'project');
  }

  async start() {
    const env = { ...process.env, HOME: join(this.base, 'home'), CAMBER_NO_BUILD: '1', LANG: 'C.UTF-8' };
    for (const name of Object.keys(env)) if (/^(TILT_|CAMBER_DEV_DIR$|CAMBER_PORT$)/.test(name)) delete env[name];
    this.process = spawn(join(root, 'camber'), ['up', '--stream', '--port', String(this.port)], { cwd: this.project, env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.ended = new Promise((done) => this.process.on('exit', done));
    const read = (chunk) => (this.console = (this.console + chunk).slice(-200_000));
    this.process.stdout.on('data', read);
    this.process.stderr.on('data', read);
    await until(`the session listens:\n${this.console}`, () => fetch(this.url).then((answer) => answer.ok, () => false));
  }

  async stop(signal = 'SIGINT') {
    this.process.kill(signal);
    await Promise.race([this.ended, new Promise((done) => setTimeout(done, 20_000))]);
    if (this.process.exitCode === null) this.process.kill('SIGKILL');
  }

  async close() {
    if (this.process && this.process.exitCode === null) await this.stop();
    await rm(this.base, { recursive: true, force: true });
  }

  async token() {
    return /camber-token" content="([^"]*)"/.exec(await (await fetch(this.url)).text())[1];
  }

  async ask(path) {
    const answer = await fetch(this.url + path, { headers: { 'X-Tilt-Token': await this.token() } });
    return answer.json();
  }
}

/** A wire to the session that can be frozen: nothing passes, nothing is closed. */
export class Wire {
  static async to(port) {
    const wire = new Wire();
    wire.frozen = false;
    wire.pairs = new Set();
    wire.server = net.createServer((here) => {
      const there = net.connect(port, '127.0.0.1');
      const pair = [here, there];
      wire.pairs.add(pair);
      for (const one of pair) {
        one.on('error', () => pair.forEach((other) => other.destroy()));
        one.on('close', () => {
          pair.forEach((other) => other.destroy());
          wire.pairs.delete(pair);
        });
      }
      here.on('data', (bytes) => !wire.frozen && there.write(bytes));
      there.on('data', (bytes) => !wire.frozen && here.write(bytes));
    });
    await new Promise((done) => wire.server.listen(0, '127.0.0.1', done));
    wire.url = `http://localhost:${wire.server.address().port}`;
    return wire;
  }

  close() {
    for (const pair of this.pairs) pair.forEach((one) => one.destroy());
    this.server.close();
  }
}

export async function openBrowser(profile) {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
    acceptDownloads: true,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(15_000);
  return context;
}

const axeSource = await readFile(fileURLToPath(new URL('../node_modules/axe-core/axe.min.js', import.meta.url)), 'utf8');

/** What axe finds wrong with what is shown. It is brought in past the page's policy, which lets no foreign script in. */
export async function axe(page) {
  const client = await page.context().newCDPSession(page);
  await client.send('Runtime.evaluate', { expression: axeSource });
  const { result } = await client.send('Runtime.evaluate', {
    expression: `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }).then((found) => JSON.stringify(found.violations.map((one) => one.id + ': ' + one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160) + ' — ' + (node.any[0] ?? node.all[0] ?? node.none[0])?.message).join(' | '))))`,
    awaitPromise: true,
    returnByValue: true,
  });
  await client.detach();
  return JSON.parse(result.value);
}
