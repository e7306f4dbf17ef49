// How quick the page is with 1,000 resources and millions of lines: prints figures against the budgets, fails nothing.
//   node bench/page.mjs [lines] [lines per second]
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser, Session, until } from '../web/e2e/session.mjs';

const RESOURCES = 1_000;
const LINES = Number(process.argv[2] ?? 2_000_000);
const RATE = Number(process.argv[3] ?? 20_000);
const CLICKS = 40;

const session = await Session.inNewDirectory();
await writeFile(
  join(session.project, 'Tiltfile'),
  `for i in range(${RESOURCES - 1}):
    local_resource('service-%d' % i, 'echo hello from %d' % i, auto_init=False, trigger_mode=TRIGGER_MODE_MANUAL, labels=['group-%d' % (i % 20)])
local_resource('loud', serve_cmd=['python3', '-u', 'loud.py'])
`,
);
await writeFile(
  join(session.project, 'loud.py'),
  `import sys, time
begin, sent = time.time(), 0
while sent < ${LINES}:
    due = min(${LINES}, int((time.time() - begin) * ${RATE}))
    if due > sent:
        sys.stdout.write(''.join('request %d served in %d ms by worker %d\\n' % (n, n % 97, n % 7) for n in range(sent, due)))
        sent = due
    time.sleep(0.02)
time.sleep(100000)
`,
);
const profile = await mkdtemp(join(tmpdir(), 'camber-bench-page-'));
let browser;
try {
  await session.start();
  browser = await openBrowser(profile);
  const page = browser.pages()[0];
  const opened = performance.now();
  await page.goto(`${session.url}/overview`);
  await page.locator('.table-row').first().waitFor({ timeout: 120_000 });
  print('open the table', [performance.now() - opened], 'ms');

  /** From the click to the frame that shows what it did. */
  const click = (selector, done) =>
    page.evaluate(
      async ([button, shown]) => {
        const target = document.querySelector(button);
        if (!target) return undefined;
        const begin = performance.now();
        target.click();
        for (let frame = 0; frame < 600; frame++) {
          if (!shown || document.querySelector(shown)) break;
          await new Promise((next) => requestAnimationFrame(next));
        }
        await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
        return performance.now() - begin;
      },
      [selector, done],
    );
  const many = async (name, action) => {
    const times = [];
    for (let i = 0; i < CLICKS; i++) {
      const time = await action(i);
      if (time !== undefined) times.push(time);
    }
    print(name, times, 'ms', 100);
  };
  await many('sort the table', () => click('.c-name .sort'));
  await many('star a resource', () => click('.table-row .star'));
  await page.goto(`${session.url}/r/loud/overview`);
  await page.locator('.line').first().waitFor();
  await many('switch resource while lines come', (i) => click(`.side-item:nth-child(${2 + (i % 8)}) .side-link`, '.pane-head h1'));
  await page.goto(`${session.url}/r/loud/overview`);
  await page.locator('.line').first().waitFor();
  await many('switch the times on and off while lines come', () => click('[aria-label="Times"]'));
  await until('all lines are written', async () => (await session.ask('/api/page/lines?resource=loud&limit=1')).end >= LINES, 600_000);
  await many('jump through the log', async (i) => {
    const box = await page.locator('.rail-track').boundingBox({ timeout: 5_000 });
    // Measured in the page, from the press to the frame with other lines; ready before the mouse is.
    await page.evaluate(() => {
      const first = () => document.querySelector('.line')?.getAttribute('data-place');
      const before = first();
      globalThis.jump = new Promise((done) => {
        const pressed = () => {
          const begin = performance.now();
          const look = () => (first() !== before || performance.now() - begin > 3_000 ? done(performance.now() - begin) : requestAnimationFrame(look));
          look();
        };
        addEventListener('pointerdown', pressed, { once: true, capture: true });
      });
    });
    await page.mouse.click(box.x + 6, box.y + (box.height * ((i * 37 + 5) % 100)) / 100);
    return page.evaluate(() => globalThis.jump);
  });
  const client = await page.context().newCDPSession(page);
  await client.send('HeapProfiler.collectGarbage');
  const metrics = Object.fromEntries((await client.send('Performance.enable'), (await client.send('Performance.getMetrics')).metrics).map((one) => [one.name, one.value]));
  print('heap of the tab', [metrics.JSHeapUsedSize / 1e6], 'MB');
  print('the tab’s process', [rendererMegabytes(profile)], 'MB', 400);
  print('nodes in the document', [metrics.Nodes], '');
} finally {
  await browser?.close();
  await session.close();
  await rm(profile, { recursive: true, force: true });
}

/** The largest of this browser's renderers. */
function rendererMegabytes(directory) {
  const lines = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8', maxBuffer: 1 << 26 }).split('\n');
  const sizes = lines
    .filter((line) => line.includes('--type=renderer') && line.includes(directory))
    .map((line) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${line.trim().split(' ')[0]}/status`, 'utf8'))?.[1] ?? 0) / 1024);
  return Math.max(0, ...sizes);
}

function print(name, values, unit, budget) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
  const figures = sorted.length === 1 ? at(0).toFixed(0) : `p50 ${at(0.5).toFixed(0)}  p95 ${at(0.95).toFixed(0)}`;
  console.log(`${name.padEnd(48)} ${figures} ${unit}${budget ? `   (budget ${budget}${at(0.95) <= budget ? '' : ', MISSED'})` : ''}`);
}
