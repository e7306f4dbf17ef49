// The page on a session whose resources run in a real cluster: pods, forwards, live updates, shells.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { axe, freePort, openBrowser, Session, until } from './session.mjs';

const namespace = `page-${process.pid}`;
let session;
let browser;
let page;
let profile;
let port;
const problems = [];

const kubectl = (...args) => execFileSync('kubectl', args, { encoding: 'utf8' });

before(async () => {
  session = await Session.inNewDirectory('cluster');
  port = await freePort();
  await writeFile(join(session.project, 'port'), String(port));
  for (const file of ['namespace.yaml', 'web.yaml']) {
    const path = join(session.project, file);
    await writeFile(path, (await readFile(path, 'utf8')).replaceAll('NAMESPACE', namespace));
  }
  await session.start();
  profile = await mkdtemp(join(tmpdir(), 'camber-cluster-browser-'));
  browser = await openBrowser(profile);
  page = browser.pages()[0];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  await until('the pods run', async () => (await status('web'))?.runtimeStatus === 'ok' && (await status('bare'))?.runtimeStatus === 'ok' && (await status('falls'))?.runtimeStatus === 'error');
});

after(async () => {
  await browser?.close();
  await session?.close();
  kubectl('delete', 'namespace', namespace, '--ignore-not-found', '--wait=false');
  if (profile) await rm(profile, { recursive: true, force: true });
});

const status = async (name) => ((await session.ask('/api/view')).uiResources ?? []).find((one) => one.metadata.name === name)?.status;
const go = async (path) => {
  await page.goto(session.url + path);
  await page.locator('#main:not(.hero)').waitFor();
};
const visible = (locator) => locator.first().waitFor({ state: 'visible' });
const dock = () => page.getByRole('region', { name: /^Shell in / });
const screen = () => page.locator('.dock .xterm-rows');
const shows = (text) => visible(screen().getByText(text));
const types = async (text) => {
  await page.locator('.dock .xterm-helper-textarea').focus();
  await page.keyboard.type(`${text}\n`);
};

test('a pod’s state, its name to copy, its forward and its kind stand in the table', async () => {
  await go('/overview');
  const row = page.locator('[data-name="web"]');
  await visible(row.getByText('Ready', { exact: false }));
  await visible(row.getByText('K8s'));
  const pod = (await status('web')).k8sResourceInfo.podName;
  await row.getByRole('button', { name: 'Copy Pod ID' }).click();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), pod);
  const site = row.getByRole('link', { name: /site/ });
  assert.equal(await site.getAttribute('href'), `http://localhost:${port}/`);
  assert.match(await (await fetch(`http://localhost:${port}/`)).text(), /first/);
  await page.getByRole('article', { name: 'falls' }).getByText(/back-off|CrashLoopBackOff|Error/i).first().waitFor({ timeout: 40_000 });
  await page.getByRole('menuitem', { name: /Cluster/ }).click();
  const facts = page.getByRole('dialog');
  await visible(facts.getByText('Healthy'));
  for (const fact of ['Context', 'Namespace', 'Architecture', 'Version']) await visible(facts.getByText(fact, { exact: true }));
  assert.deepEqual(await axe(page), []);
  await page.keyboard.press('Escape');
});

test('a shell opens in the container that is meant, takes sizes, and tells how it ended', async () => {
  await go('/r/web/overview');
  await page.getByRole('button', { name: 'Shell in web' }).click();
  await visible(dock());
  await types('echo in-$HOSTNAME; ls -d /site; echo $((6*7))');
  await shows(`in-${(await status('web')).k8sResourceInfo.podName}`);
  await shows('/site');
  await shows('42');
  await types('stty size');
  const before = await page.locator('.dock .xterm-rows > div').count();
  await shows(new RegExp(`^${before} \\d+`));
  await page.getByRole('button', { name: 'Larger shell' }).click();
  await until('more rows', async () => (await page.locator('.dock .xterm-rows > div').count()) > before + 5);
  await types('clear; stty size');
  await shows(new RegExp(`^${await page.locator('.dock .xterm-rows > div').count()} \\d+`));
  await types("printf '\\033[31mcrimson\\033[0m\\n'");
  const red = await screen().locator('span', { hasText: /^crimson$/ }).evaluate((one) => getComputedStyle(one).color);
  assert.notEqual(red, await screen().evaluate((one) => getComputedStyle(one).color));
  assert.deepEqual(await axe(page), []);
  await types('exit 7');
  await visible(page.getByText('The shell has ended with exit code 7.'));
  await page.getByRole('button', { name: 'New shell' }).click();
  await types('echo again-$((1+1))');
  await shows('again-2');
});

test('another container can be chosen, and the shell stays while one looks elsewhere', async () => {
  const choice = page.getByLabel('Container', { exact: true });
  const helper = (await choice.locator('option').allTextContents()).find((one) => one.endsWith('/ helper'));
  await choice.selectOption({ label: helper });
  await types('ls -d /site || echo none-$((1+1))');
  await shows('none-2');
  await page.getByRole('link', { name: 'Camber home' }).click();
  await visible(page.getByRole('table'));
  await types('echo still-$((1+2))');
  await shows('still-3');
  await page.keyboard.press('F6');
  await page.keyboard.press('Enter');
  await dock().waitFor({ state: 'detached' });
  await until('nothing is left running in the container', () => {
    const list = kubectl('-n', namespace, 'exec', 'deploy/web', '-c', 'helper', '--', 'ps');
    return Promise.resolve(!/\b(ba)?sh$/m.test(list.replaceAll('sh -c', '')));
  });
});

test('a container without a shell says so, and a key opens a shell elsewhere', async () => {
  await go('/r/bare/overview');
  await page.keyboard.press('`');
  await visible(dock().getByText(/has no shell: there is no sh, bash/));
  await page.getByRole('button', { name: 'Close the shell' }).click();
  await go('/r/web/overview');
  await page.keyboard.press('`');
  await types('echo up-$((2+2))');
  await shows('up-4');
  await page.getByRole('button', { name: 'Close the shell' }).click();
});

test('a saved file is in the container, and the page says what led to it', async () => {
  await go('/r/web/overview');
  await writeFile(join(session.project, 'image/site/index.html'), '<h1>second</h1>\n');
  await until('the forward serves it', async () => /second/.test(await (await fetch(`http://localhost:${port}/`)).text().catch?.(() => '') ?? ''));
  await visible(page.locator('.line', { hasText: /copy 1 file\(s\) to container/ }));
  await visible(page.getByRole('region', { name: 'Why' }).getByText(/index\.html/));
});

test('modes, disabling and enabling reach the cluster', async () => {
  await go('/overview');
  const row = page.locator('[data-name="falls"]');
  await row.getByRole('switch', { name: /Manual/ }).click();
  await until('automatic', async () => ((await status('falls')).triggerMode ?? 0) === 0);
  await go('/r/falls/overview');
  await page.getByRole('button', { name: 'Disable Resource' }).click();
  await page.getByRole('button', { name: /^Confirm/ }).click();
  await until('disabled', async () => (await status('falls')).disableStatus?.state === 'Disabled');
  await until('its deployment is gone', () => Promise.resolve(!kubectl('-n', namespace, 'get', 'deploy', '-o', 'name').includes('falls')));
  await page.getByRole('button', { name: 'Enable Resource' }).click();
  await until('its deployment is back', () => Promise.resolve(kubectl('-n', namespace, 'get', 'deploy', '-o', 'name').includes('falls')));
});

test('what local processes print keeps its colours', async () => {
  await go('/r/colours/overview');
  const line = page.locator('.line', { hasText: 'orange' });
  await visible(line);
  const colours = await line.locator('.line-text span').evaluateAll((all) => all.map((one) => [one.textContent, getComputedStyle(one).color, getComputedStyle(one).textDecorationLine]));
  assert.equal(new Set(colours.filter(([text]) => /red|orange|true/.test(text)).map(([, colour]) => colour)).size, 3, JSON.stringify(colours));
  assert.ok(colours.some(([text, , line]) => text === 'under' && line === 'underline'), JSON.stringify(colours));
});

test('nothing was written to the console', () => assert.deepEqual(problems, []));
