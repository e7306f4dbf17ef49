// The page as a person uses it: a real browser, a real session of the built program.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { axe, openBrowser, Session, until, Wire } from './session.mjs';

let session;
let browser;
let page;
let profile;
const problems = [];
const foreign = [];

before(async () => {
  session = await Session.inNewDirectory();
  await session.start();
  await until('the session has settled', async () => {
    const names = Object.fromEntries(((await session.ask('/api/view')).uiResources ?? []).map((one) => [one.metadata.name, one.status]));
    return names.compile?.updateStatus === 'error' && names.crash?.runtimeStatus === 'error' && names.api?.runtimeStatus === 'ok' && names.site?.waiting && names.noise?.runtimeStatus === 'ok';
  });
  await until('the noise is written', async () => (await session.ask('/api/page/lines?resource=noise&limit=1')).count > 32_000);
  profile = await mkdtemp(join(tmpdir(), 'camber-page-browser-'));
  browser = await openBrowser(profile);
  page = browser.pages()[0];
  watch(page);
});

after(async () => {
  await browser?.close();
  await session?.close();
  if (profile) await rm(profile, { recursive: true, force: true });
});

function watch(one) {
  one.on('pageerror', (error) => problems.push(error.message));
  one.on('console', (message) => {
    if (message.type() === 'error' && !/ERR_CONNECTION_REFUSED|WebSocket|Failed to load resource/.test(message.text())) problems.push(message.text());
  });
  one.on('request', (request) => {
    if (!/^(http:\/\/localhost:|data:|blob:)/.test(request.url())) foreign.push(request.url());
  });
}

const go = async (path) => {
  await page.goto(session.url + path);
  await page.locator('#main:not(.hero)').waitFor();
};
const status = async (name) => (await session.ask('/api/view')).uiResources.find((one) => one.metadata.name === name).status;
const logHas = (name, text) => until(`${text} in the log of ${name}`, async () => JSON.stringify(await session.ask(`/api/page/lines?resource=${name}&limit=300`)).includes(text));
const visible = (locator) => locator.first().waitFor({ state: 'visible' });

test('the overview says first what is wrong, and one click leads to the line that says why', async () => {
  await go('/');
  await visible(page.getByRole('heading', { name: '2 resources have failed' }));
  const problem = page.getByRole('article', { name: 'compile' });
  assert.match(await problem.textContent(), /exit status 2.*TS2339/s);
  await problem.getByRole('link', { name: 'Show the line', exact: true }).click();
  await visible(page.locator('.line.target', { hasText: 'Build Failed' }));
  assert.match(page.url(), /\/r\/compile\/overview\?line=\d+-/);
  assert.match(await page.getByRole('region', { name: 'Why' }).textContent(), /exit status 2.*the first start/s);
  assert.match(await page.title(), /^✖︎ 2 ┊ Camber$/);
  await page.getByRole('link', { name: 'Camber home' }).click();
  await visible(page.getByRole('table'));
  await page.locator('[data-name="site"] .status-words', { hasText: 'Waits for compile, which has failed' }).click();
  await visible(page.locator('h1', { hasText: 'compile' }));
});

test('the table filters, groups, sorts, selects, stars; all of it is in the address', async () => {
  await go('/overview');
  await visible(page.getByRole('list', { name: 'Status summary for backend group' }));
  await page.getByRole('button', { name: 'Collapse All' }).click();
  await page.locator('[data-name="api"]').waitFor({ state: 'detached' });
  await page.reload();
  await visible(page.getByRole('button', { name: 'backend' }));
  assert.equal(await page.locator('[data-name="api"]').count(), 0);
  await page.getByRole('button', { name: 'Expand All' }).click();
  await visible(page.locator('[data-name="api"]'));
  const filter = page.getByRole('textbox', { name: 'Filter resources by name' });
  await filter.fill('a i');
  await visible(page.getByText(/^\d results$/));
  assert.match(page.url(), /name=a\+i/);
  await filter.fill('no such thing');
  await visible(page.getByText('No matching resources'));
  await page.getByRole('button', { name: 'Clear filter' }).click();
  await page.getByLabel('Filter by status').selectOption('unhealthy');
  await until('two rows', async () => (await page.locator('.table-row').count()) === 2);
  await page.getByLabel('Filter by status').selectOption('');
  await page.getByLabel('Filter by label').selectOption('backend');
  await until('two rows', async () => (await page.locator('.table-row').count()) === 2);
  await page.getByLabel('Filter by label').selectOption('');
  await page.getByRole('button', { name: 'Resource Name' }).click();
  await page.getByRole('button', { name: 'Resource Name' }).click();
  await visible(page.locator('[aria-sort="descending"]'));
  assert.match(page.url(), /sort=-name/);
  await page.getByRole('button', { name: 'Resource Name' }).click();
  assert.doesNotMatch(page.url(), /sort/);
  await page.locator('[data-name="api"]').getByRole('button', { name: 'Star this Resource: api' }).click();
  const bar = page.getByRole('navigation', { name: 'Starred resources' });
  await bar.getByRole('link', { name: 'api' }).click();
  await visible(page.locator('h1', { hasText: 'api' }));
  await page.getByRole('link', { name: 'Starred Resources' }).click();
  await visible(page.locator('.line', { hasText: 'request served' }));
  await go('/overview');
  await bar.getByRole('button', { name: 'Unstar api' }).click();
  await bar.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Dependencies' }).click();
  await visible(page.getByRole('link', { name: /^site: Waits for compile.*needs compile, api/ }));
  await page.goBack();
});

test('selected resources are disabled and enabled together, disabling only after a second click', async () => {
  await go('/overview');
  for (const name of ['seed', 'migrate']) await page.locator(`[data-name="${name}"]`).getByRole('checkbox').check();
  const bulk = page.getByRole('group', { name: 'Bulk resource actions' });
  await visible(bulk.getByText('2 selected'));
  await bulk.getByRole('button', { name: 'Disable' }).click();
  await bulk.getByRole('button', { name: 'Cancel Disable' }).click();
  assert.equal((await status('seed')).disableStatus.state, 'Enabled');
  await bulk.getByRole('button', { name: 'Disable' }).click();
  await bulk.getByRole('button', { name: 'Confirm Disable' }).click();
  await until('both are disabled', async () => (await status('seed')).disableStatus.state === 'Disabled' && (await status('migrate')).disableStatus.state === 'Disabled');
  await page.locator('[data-name="seed"]').waitFor({ state: 'detached' });
  await page.getByLabel('Show disabled resources').check();
  await page.locator('[data-name="seed"]').getByRole('checkbox').check();
  await page.locator('[data-name="migrate"]').getByRole('checkbox').check();
  await bulk.getByRole('button', { name: 'Enable', exact: true }).click();
  await until('both are enabled', async () => (await status('seed')).disableStatus.state === 'Enabled');
  await page.getByLabel('Show disabled resources').uncheck();
});

test('updates start and stop, modes switch, one resource is disabled and enabled', async () => {
  await go('/r/slow/overview');
  await page.getByRole('group', { name: 'slow links and custom buttons' }).getByRole('button', { name: 'Update' }).click();
  await visible(page.locator('.line', { hasText: 'begins' }));
  await page.getByRole('group', { name: 'slow links and custom buttons' }).getByRole('button', { name: 'Stop' }).click();
  await until('the update has ended', async () => (await status('slow')).updateStatus === 'error');
  const mode = page.getByRole('switch', { name: /Auto: File changes trigger update: api/ });
  await go('/r/api/overview');
  await mode.click();
  await until('it is manual', async () => (await status('api')).triggerMode === 2);
  await writeFile(join(session.project, 'api.txt'), 'api version two\n');
  await visible(page.getByText('Waits for you: api.txt changed'));
  await page.getByRole('switch', { name: /Manual: File changes don’t trigger updates: api/ }).click();
  await until('it is automatic', async () => ((await status('api')).triggerMode ?? 0) === 0);
  await visible(page.locator('.line', { hasText: 'api version two' }));
  await visible(page.getByRole('button', { name: /a change of api.txt/ }));
  await page.getByRole('button', { name: /a change of api.txt/ }).click();
  await page.getByRole('button', { name: 'Its log alone' }).click();
  await visible(page.getByText('One update alone.'));
  await page.getByRole('button', { name: 'Show the whole log' }).click();
  await page.getByRole('button', { name: 'Disable Resource' }).click();
  await page.getByRole('button', { name: 'Cancel Disable Resource' }).click();
  await page.getByRole('button', { name: 'Disable Resource' }).click();
  await page.getByRole('button', { name: 'Confirm Disable Resource' }).click();
  await page.getByRole('button', { name: 'Enable Resource' }).click();
  await until('it runs again', async () => (await status('api')).runtimeStatus === 'ok');
});

test('buttons ask what they need, ask again where they should, and say what went wrong', async () => {
  await go('/r/api/overview');
  const open = () => page.getByRole('group', { name: 'api links and custom buttons' }).getByRole('button', { name: 'Greet' }).click();
  await open();
  const window = page.getByRole('dialog', { name: 'Configure Greet' });
  await visible(window);
  assert.equal(await window.getByLabel('Whom').inputValue(), 'world');
  assert.equal(await window.getByText('secret').count(), 0);
  await window.getByLabel('Whom').fill('<b>Ada</b>');
  await window.getByLabel('Loudly').check();
  await window.getByLabel('Tone').selectOption('cold');
  await page.keyboard.press('Escape');
  await window.waitFor({ state: 'detached' });
  await open();
  await window.getByLabel('Whom').fill('Ada');
  await window.getByLabel('Loudly').check();
  await window.getByLabel('Tone').selectOption('cold');
  await window.getByRole('button', { name: 'Confirm & Execute' }).click();
  await visible(page.getByText('Triggered button: Greet'));
  const { uiButtons } = await session.ask('/api/view');
  const values = Object.fromEntries(uiButtons.find((one) => one.metadata.name === 'greet').status.inputs.map((one) => [one.name, (one.text ?? one.bool ?? one.choice ?? one.hidden).value]));
  assert.deepEqual(values, { who: 'Ada', loud: true, tone: 'cold', secret: 'kept' });
  await open();
  assert.equal(await window.getByLabel('Whom').inputValue(), 'Ada');
  await window.getByRole('button', { name: 'Close dialog' }).click();
  await go('/r/database/overview');
  const bar = page.getByRole('group', { name: 'database links and custom buttons' });
  assert.ok(await bar.getByRole('button', { name: 'Switched off' }).isDisabled());
  await bar.getByRole('button', { name: 'Wipe data' }).click();
  await bar.getByRole('button', { name: 'Cancel Wipe data' }).click();
  await bar.getByRole('button', { name: 'Wipe data' }).click();
  await bar.getByRole('button', { name: 'Confirm Wipe data' }).click();
  await visible(page.getByText('Triggered button: Wipe data'));
  await bar.getByRole('button', { name: 'Reset' }).click();
  const reset = page.getByRole('dialog', { name: 'Configure Reset' });
  await reset.getByRole('button', { name: 'Confirm & Execute' }).click();
  await visible(reset.getByText('Press once more'));
  await reset.getByRole('button', { name: 'Confirm', exact: true }).click();
  await reset.waitFor({ state: 'detached' });
  await page.getByRole('group', { name: 'Global buttons' }).getByRole('button', { name: 'Hello' }).click();
  await visible(page.getByRole('link', { name: 'Global Logs' }));
  await page.route('**/proxy/**', (route) => route.fulfill({ status: 500, body: 'broken on purpose' }));
  await page.getByRole('group', { name: 'Global buttons' }).getByRole('button', { name: 'Hello' }).click();
  await visible(page.getByRole('alert').filter({ hasText: 'Error submitting button click: broken on purpose' }));
  await page.unroute('**/proxy/**');
});

test('the log is searched, filtered, addressed, copied, cleared; it follows until one scrolls', async () => {
  await go('/r/noise/overview');
  await visible(page.locator('.line', { hasText: 'tick' }));
  assert.ok((await page.locator('.line').count()) < 700, 'only a few screens are in the document');
  await page.keyboard.press('f');
  await page.getByRole('textbox', { name: 'Find in the log' }).fill('/needle in .*stack/');
  await visible(page.locator('.line.target mark', { hasText: 'needle in the haystack' }));
  await visible(page.getByText('1 line', { exact: true }));
  const follow = page.locator('.follow');
  await until('new lines are counted', async () => /\d+ new lines?/.test(await follow.textContent()));
  await page.locator('.line.target .line-link').click();
  const address = page.url();
  assert.match(address, /line=\d+-/);
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /\/r\/noise\/overview\?line=/);
  await page.goto('about:blank');
  await page.goto(address);
  await visible(page.locator('.line.target', { hasText: 'needle' }));
  await page.getByRole('button', { name: 'Clear search' }).click();
  const box = await page.getByRole('scrollbar', { name: 'Place in the log' }).boundingBox();
  await page.mouse.click(box.x + 6, box.y + box.height / 2);
  await visible(page.locator('.line', { hasText: /request 1[5-7]\d\d\d / }));
  await page.locator('.log').focus();
  await page.keyboard.press('Home');
  await visible(page.locator('.line', { hasText: 'request 1 served' }));
  await page.keyboard.press('End');
  await visible(page.locator('.line', { hasText: 'tick' }));
  await follow.waitFor({ state: 'detached' });
  await page.mouse.move(box.x - 300, box.y + 200);
  await page.mouse.wheel(0, -2_000);
  await visible(follow);
  await page.getByRole('textbox', { name: 'Filter by text or /regexp/' }).fill('/(/');
  await visible(page.getByText(/Invalid regexp/));
  await page.getByRole('textbox', { name: 'Filter by text or /regexp/' }).fill('served in 7 ms');
  await until('only matches', async () => (await page.locator('.line').count()) > 5 && (await page.locator('.line').filter({ hasNotText: /served in 7 ms|Initial Build/ }).count()) === 0);
  await page.getByRole('button', { name: /^Copy what is shown/ }).click();
  await visible(page.getByText(/^Copied \d+ lines$/));
  const copied = (await page.evaluate(() => navigator.clipboard.readText())).trim().split('\n').filter((line) => line !== 'Initial Build');
  assert.ok(copied.length > 300 && copied.every((line) => /^request \d+ served in 7 ms$/.test(line)), copied.slice(0, 3).join('\n'));
  await page.getByRole('button', { name: 'Clear filter term' }).click();
  await page.getByRole('button', { name: 'Times' }).click();
  await visible(page.locator('.with-times .line-link', { hasText: /^\d\d:\d\d:\d\d\.\d{3}$/ }));
  await page.getByRole('button', { name: 'Times' }).click();
  await page.getByRole('button', { name: 'Wrap long lines' }).click();
  await page.getByRole('button', { name: 'Wrap long lines' }).click();
  const size = () => page.locator('.log').evaluate((log) => Number.parseFloat(getComputedStyle(log).fontSize));
  const usual = await size();
  await page.getByRole('button', { name: 'Larger text' }).click();
  assert.ok((await size()) > usual);
  await page.getByRole('button', { name: 'Smaller text' }).click();
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await visible(page.getByText('Earlier lines were cleared away.'));
  await page.reload();
  await visible(page.getByText('Earlier lines were cleared away.'));
  await page.getByRole('button', { name: 'Show them' }).click();
  await until('they are back', async () => (await page.locator('.line').count()) > 200);
});

test('levels and sources: failures with the lines before them, JSON lines folded', async () => {
  await go('/r/(all)/overview');
  await page.getByRole('button', { name: /^Errors \(\d+\)$/ }).click();
  await visible(page.locator('.line.context', { hasText: 'TS2339' }));
  await visible(page.locator('.line.level-error', { hasText: 'Build Failed' }));
  await page.getByRole('button', { name: 'Select error log sources' }).click();
  await page.getByRole('button', { name: /^Build Only \(\d+\)$/ }).click();
  assert.match(page.url(), /level=error&source=build/);
  await page.getByRole('button', { name: /^Warnings \(\d+\)$/ }).click();
  await page.getByRole('button', { name: 'All Levels' }).click();
  await go('/r/(all)/overview?level=error');
  await page.getByRole('link', { name: '… (more) …' }).first().click();
  await visible(page.locator('h1'));
  await go('/r/api/overview');
  const json = page.locator('.line', { hasText: 'request served' }).first();
  assert.match(await json.textContent(), /info.*request served.*status=200/s);
  await json.getByRole('button', { name: 'Unfold this line' }).click();
  await visible(page.locator('.json-whole', { hasText: '"name": "Ada"' }));
  assert.ok((await page.locator('.line.level-error', { hasText: 'cannot reach the mail server' }).count()) > 0);
  await visible(page.locator('.line a[href="http://localhost:41699/status?a=1"]'));
  await go('/r/compile/overview');
  await page.getByRole('button', { name: 'Previous failure' }).click();
  await visible(page.locator('.line.target.level-error'));
  await go('/r/no%20such/overview');
  await visible(page.getByText('No resource ‘no such’'));
});

test('the list beside the log filters, groups, folds away', async () => {
  await go('/r/api/overview');
  const side = page.getByRole('complementary', { name: 'Resources' });
  await side.getByRole('textbox').fill('noi');
  await visible(side.getByText('1 results'));
  await side.getByRole('button', { name: 'Clear filter' }).click();
  await side.getByLabel('Alerts on top').check();
  await until('failures are first', async () => /^(compile|crash|slow)/.test(await side.locator('.side-item .side-name').first().textContent()));
  await side.getByLabel('Alerts on top').uncheck();
  await side.getByLabel('Show disabled resources').check();
  await side.getByLabel('Show disabled resources').uncheck();
  await side.getByRole('button', { name: 'Collapse sidebar' }).click();
  await visible(page.getByText('Resource: api'));
  await page.getByRole('button', { name: 'Expand sidebar' }).click();
  await page.getByRole('link', { name: 'All Resources' }).click();
  assert.match(page.url(), /\(all\)/);
});

test('everything can be done with the keyboard alone', async () => {
  await go('/overview');
  await page.keyboard.press('/');
  await page.keyboard.type('api');
  await visible(page.getByText('1 result'));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-name'));
  await until('a row is focused', async () => (await focused()) !== null);
  const first = await focused();
  await page.keyboard.press('ArrowDown');
  await until('the next row is focused', async () => (await focused()) !== first);
  await page.keyboard.press('k');
  await until('the first row is focused', async () => (await focused()) === first);
  await page.keyboard.press('x');
  await visible(page.getByText('1 selected'));
  await page.keyboard.press('x');
  await page.keyboard.press('*');
  await visible(page.getByRole('navigation', { name: 'Starred resources' }));
  await page.keyboard.press('*');
  await page.keyboard.press('Enter');
  await visible(page.locator('h1', { hasText: first }));
  await page.keyboard.press('j');
  await until('the next resource', async () => (await page.locator('h1').textContent()) !== first);
  await page.keyboard.press('k');
  await page.keyboard.press('k');
  await go('/r/api/overview');
  const popup = page.waitForEvent('popup');
  await page.keyboard.press('Shift+1');
  await (await popup).close();
  const runs = (await status('api')).buildHistory[0].startTime;
  await page.keyboard.press('r');
  await until('an update ran', async () => (await status('api')).buildHistory[0].startTime !== runs);
  await page.keyboard.press('t');
  await visible(page.locator('.with-times'));
  await page.keyboard.press('t');
  await page.keyboard.press('?');
  await visible(page.getByRole('dialog', { name: 'Help' }));
  await page.keyboard.press('Escape');
  await page.keyboard.press('s');
  await visible(page.getByRole('dialog', { name: 'Create a Snapshot' }));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Backspace');
  await visible(page.getByText('Earlier lines were cleared away.'));
  await page.getByRole('button', { name: 'Show them' }).press('Enter');
  await page.keyboard.press('g');
  await visible(page.getByRole('group', { name: 'Dependencies', exact: true }));
  await page.keyboard.press('l');
  await until('the log of all', () => /\(all\)/.test(page.url()));
  await page.keyboard.press('Escape');
  await visible(page.getByRole('main', { name: 'Resources overview' }));
});

test('a snapshot is saved, opened from its file, and shows what was there', async () => {
  await go('/r/compile/overview');
  await page.getByRole('menuitem', { name: 'Snapshot' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save Snapshot' }).click();
  const saved = await download;
  assert.match(saved.suggestedFilename(), /^tilt-snapshot_\d{4}-\d\d-\d\d_\d{6}\.json$/);
  const file = join(profile, 'snapshot.json');
  await saved.saveAs(file);
  const snapshot = JSON.parse(await readFile(file, 'utf8'));
  snapshot.view.uiResources[0].status.endpointLinks = [{ url: 'javascript:document.title=9', name: '<i>x</i>' }];
  snapshot.view.logList.segments.push({ spanId: Object.keys(snapshot.view.logList.spans)[0], text: '<img src=x onerror=document.title=10>\n', level: 'INFO' });
  snapshot.path = '//evil.test/x';
  await writeFile(file, JSON.stringify(snapshot));
  await page.getByLabel('Snapshot file').setInputFiles(file);
  await visible(page.getByText(/^Snapshot \(created at /));
  await visible(page.getByRole('article', { name: 'compile' }));
  assert.equal(await page.getByRole('menuitem').count(), 0);
  await page.getByRole('article', { name: 'compile' }).getByRole('link', { name: 'compile', exact: true }).click();
  await page.getByRole('button', { name: 'Errors (1)' }).click();
  await visible(page.locator('.line.context', { hasText: 'TS2339' }));
  assert.match(await page.title(), /^Snapshot: ✖︎/);
  await page.getByRole('link', { name: 'Leave it' }).click();
  await visible(page.getByRole('table'));
  await writeFile(file, 'no json');
  await page.getByRole('menuitem', { name: 'Snapshot' }).click();
  await page.getByLabel('Snapshot file').setInputFiles(file);
  await visible(page.getByText(/snapshot.json is no snapshot/));
  await go('/snapshot/x/');
  await visible(page.getByText(/^Snapshot \(/));
});

test('nothing that a Tiltfile, a program or a snapshot writes becomes part of the page', async () => {
  const evil = '<img src=x onerror=document.title=1>';
  for (const path of ['/overview', '/overview?view=graph', `/r/${encodeURIComponent(evil)}/overview`, '/r/(all)/overview', '/r/api/overview', `/r/api/overview?term=${encodeURIComponent('<b>')}&find=${encodeURIComponent('<i onclick=1>')}&line=<x>`]) {
    await go(path);
    await page.waitForTimeout(150);
    assert.match(await page.title(), /┊ Camber$/, path);
    assert.equal(await page.locator('main script, main img[src="x"], main b, main svg[onload], a[href^="javascript:"]').count(), 0, path);
  }
  await go(`/r/${encodeURIComponent(evil)}/overview`);
  await visible(page.locator('h1', { hasText: evil }));
  await visible(page.locator('.line', { hasText: '<script>document.title=4</script><img src=x onerror=document.title=5>' }));
  const text = await page.locator('.log').textContent();
  assert.ok(!/[\u0000-\u0008\u001b]/.test(text), 'no control character is left');
  assert.equal(await page.locator('.line a[href*="script"], .line a[href*="onmouseover"]').count(), 0);
  await go('/r/api/overview');
  await visible(page.getByRole('button', { name: '<script>document.title=2</script>' }));
  const policy = (await fetch(session.url)).headers.get('content-security-policy');
  assert.doesNotMatch(policy, /unsafe/);
});

for (const scheme of ['light', 'dark']) {
  test(`every screen can be used by everybody: ${scheme}`, async () => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    const found = [];
    for (const path of ['/overview', '/overview?view=graph', '/r/(all)/overview', '/r/api/overview', '/r/compile/overview?level=error', '/r/noise/overview?find=needle']) {
      await go(path);
      await page.waitForTimeout(300);
      found.push(...(await axe(page)).map((one) => `${path} ${one}`));
    }
    for (const key of ['?', 's']) {
      await page.keyboard.press(key);
      await visible(page.locator('dialog[open]'));
      found.push(...(await axe(page)).map((one) => `${key} ${one}`));
      await page.keyboard.press('Escape');
    }
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: null });
    assert.deepEqual(found, []);
  });
}

test('nothing is cut off at 360, 1280 and 2560 pixels', async () => {
  for (const width of [360, 1280, 2560]) {
    await page.setViewportSize({ width, height: 760 });
    for (const path of ['/overview', '/overview?view=graph', '/r/(all)/overview', '/r/api/overview']) {
      await go(path);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${path} at ${width}`);
      const outside = await page.evaluate(() => [...document.querySelectorAll('header button, header a, .log-tools button, .menu-row button, .pane-head button')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.textContent || one.getAttribute('aria-label')));
      assert.deepEqual(outside, [], `${path} at ${width}`);
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('themes: as the system, or as one says', async () => {
  await go('/overview');
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.getByRole('menuitem', { name: 'Settings' }).click();
  await page.getByLabel('Dark').check();
  assert.notEqual(await ground(), light);
  await page.getByLabel('As the system').check();
  assert.equal(await ground(), light);
  await page.keyboard.press('Escape');
});

test('where WebSockets are blocked the page asks instead', async () => {
  const other = await browser.newPage();
  await other.routeWebSocket(/\/ws\/page/, (socket) => socket.close());
  await other.goto(`${session.url}/overview`);
  await other.getByText('WebSockets are blocked: asking every second').waitFor();
  await other.getByRole('article', { name: 'compile' }).waitFor();
  await writeFile(join(session.project, 'compile.txt'), 'fine\n');
  await other.getByRole('article', { name: 'compile' }).waitFor({ state: 'detached' });
  await other.close();
});

test('a frozen connection is noticed and replaced', async () => {
  const wire = await Wire.to(session.port);
  const other = await browser.newPage();
  await other.goto(`${wire.url}/r/compile/overview`);
  await other.locator('.line', { hasText: 'compiled' }).first().waitFor();
  wire.frozen = true;
  await other.getByText('Connection failed: reconnecting…').waitFor({ timeout: 30_000 });
  assert.match(await other.title(), /^Disconnected/);
  wire.frozen = false;
  for (const pair of wire.pairs) pair.forEach((one) => one.destroy());
  await other.getByText('Connection failed: reconnecting…').waitFor({ state: 'detached', timeout: 30_000 });
  await writeFile(join(session.project, 'compile.txt'), 'broken\n');
  await other.locator('.line', { hasText: 'TS2339' }).last().waitFor();
  await other.close();
  wire.close();
});

test('a restarted session is found again, and the page is its own', async () => {
  await go('/overview');
  const before = (await session.ask('/api/view')).tiltStartTime;
  await session.stop();
  await visible(page.getByText('Connection failed: reconnecting…'));
  await session.start();
  await page.getByText('Connection failed: reconnecting…').waitFor({ state: 'detached', timeout: 30_000 });
  await visible(page.getByRole('article', { name: 'compile' }));
  assert.notEqual((await session.ask('/api/view')).tiltStartTime, before);
});

test('no error was thrown and no request left the machine', () => {
  assert.deepEqual(problems, []);
  assert.deepEqual(foreign, []);
});
