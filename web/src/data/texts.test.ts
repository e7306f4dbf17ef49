import { describe, expect, it } from 'vitest';
import { lineAddress, placeOf } from '../screens/lineOf';
import { goSeconds } from '../screens/Story';
import { defaultValue, toggleOf } from './actions';
import { runs } from './ansi';
import { layout } from './graph';
import { jsonLine } from './jsonLine';
import { pieces, safe, shown } from './links';
import { expression, problem } from './log';
import { parse } from './route';
import { SnapshotLog } from './snapshotLog';
import { filtered, items, sorted, viewOf, type Row } from './table';

describe('links', () => {
  it('are web addresses only, and 0.0.0.0 is the page’s own host', () => {
    expect(safe('javascript:alert(1)')).toBeUndefined();
    expect(safe('data:text/html,x')).toBeUndefined();
    expect(safe('http://0.0.0.0:80/x', 'box')).toBe('http://box:80/x');
    expect(safe('http://0.0.0.0.evil.test/', 'box')).toBe('http://0.0.0.0.evil.test/');
    expect(shown('https://www.example.test/a/')).toBe('example.test/a');
  });

  it('in lines end before punctuation and quotes', () => {
    expect(pieces('see http://a.test/b. or (https://c.test/d)')).toEqual([
      { text: 'see ' },
      { text: 'http://a.test/b', url: 'http://a.test/b' },
      { text: '. or (' },
      { text: 'https://c.test/d', url: 'https://c.test/d' },
      { text: ')' },
    ]);
    expect(pieces('http://a.test/"onmouseover="x')[0]?.url).toBe('http://a.test/');
  });
});

describe('colours', () => {
  it('of 256 and of millions become the nearest that can be read', () => {
    expect(runs('\u001b[38;5;196mr\u001b[38;2;10;200;30mg\u001b[0mn')).toEqual([
      { text: 'r', classes: 'ansi-red' },
      { text: 'g', classes: 'ansi-green' },
      { text: 'n', classes: '' },
    ]);
  });
});

describe('JSON lines', () => {
  it('show level and message first', () => {
    expect(jsonLine('{"ts":1,"level":50,"msg":"no mail","try":3,"user":{"id":7}}')).toMatchObject({
      level: 'error',
      message: 'no mail',
      fields: [
        ['try', '3'],
        ['user', '{"id":7}'],
      ],
    });
  });

  it('other braces are text', () => {
    expect(jsonLine('{not json}')).toBeUndefined();
    expect(jsonLine('[1]')).toBeUndefined();
  });
});

describe('addresses', () => {
  it('of the page keep names with slashes and spaces', () => {
    expect(parse('/r/a%2Fb%20c/overview', '?level=error')).toMatchObject({ screen: 'detail', resource: 'a/b c', snapshot: '' });
    expect(parse('/snapshot/x1/r/(all)/overview')).toMatchObject({ screen: 'detail', resource: '(all)', snapshot: 'x1' });
    expect(parse('/r/%E0%A4%A/overview').resource).toBe('%E0%A4%A');
    expect(parse('/')).toMatchObject({ screen: 'table' });
  });

  it('of a line are of one session', () => {
    const start = '2026-01-02T03:04:05Z';
    expect(placeOf(lineAddress(42, start), start)).toEqual({ place: 42, isOther: false });
    expect(placeOf(lineAddress(42, start), '2026-01-03T03:04:05Z')).toEqual({ place: undefined, isOther: true });
    expect(placeOf('42', start).place).toBe(42);
    expect(placeOf('<b>', start).place).toBeUndefined();
  });
});

describe('filters', () => {
  it('are text or an expression, and a wrong one is told', () => {
    expect(expression('a.b').test('A.B')).toBe(true);
    expect(expression('a.b').test('axb')).toBe(false);
    expect(expression('/a.b/').test('AXB')).toBe(true);
    expect(problem('/(/')).toMatch(/^Invalid regexp: /);
  });
});

describe('the table', () => {
  const row = (name: string, health: Row['health'], labels: string[] = [], order = 0): Row => ({ name, health, labels, updated: 0, starred: false, resource: { metadata: { name }, status: { order } } });
  const rows = [row('(Tiltfile)', 'healthy', [], 1), row('web', 'healthy', ['front'], 2), row('api', 'unhealthy', ['back', 'front'], 3), row('old', 'disabled', [], 4), row('job', 'none', [], 5)];

  it('puts what failed first and what is disabled last', () => {
    expect(sorted(rows, viewOf(new URLSearchParams())).map((one) => one.name)).toEqual(['api', '(Tiltfile)', 'web', 'job', 'old']);
  });

  it('sorts by a column of the address', () => {
    expect(sorted(rows, viewOf(new URLSearchParams('sort=-name'))).map((one) => one.name)).toEqual(['web', 'job', 'api', '(Tiltfile)', 'old']);
  });

  it('filters by every word of the name, by status and by label', () => {
    const names = (query: string) => filtered(rows, viewOf(new URLSearchParams(query))).map((one) => one.name);
    expect(names('name=P+a')).toEqual(['api']);
    expect(names('status=disabled')).toEqual(['old']);
    expect(names('label=front')).toEqual(['web', 'api']);
    expect(names('')).not.toContain('old');
    expect(names('disabled=1')).toContain('old');
  });

  it('groups by label, repeats what has several, ends with the Tiltfile', () => {
    const list = items(rows, true, (group) => group !== 'front');
    expect(list.map((item) => (item.kind === 'group' ? `[${item.title}]` : item.row.name))).toEqual(['[back]', 'api', '[front]', '[unlabeled]', 'old', 'job', '[Tiltfile]', '(Tiltfile)']);
  });
});

describe('the picture of dependencies', () => {
  it('has columns in the order of the needs, room for lines that pass, and no endless circle', () => {
    const graph = layout(new Map([['site', ['api', 'db']], ['api', ['db']], ['db', []], ['alone', []], ['x', ['y']], ['y', ['x']]]));
    const at = Object.fromEntries(graph.nodes.map((node) => [node.name, node.column]));
    expect(at['db']).toBe(0);
    expect(at['api']).toBe(1);
    expect(at['site']).toBe(2);
    expect(at['alone']).toBeUndefined();
    const long = graph.edges.find((edge) => edge.from === 'db' && edge.to === 'site');
    expect(long?.points).toHaveLength(3);
    expect(graph.nodes.some((node) => node.column === 1 && node.row === long?.points[1]?.row)).toBe(false);
  });
});

describe('a snapshot’s log', () => {
  const log = new SnapshotLog({
    spans: { b: { manifestName: 'web' }, r: { manifestName: 'web' }, o: { manifestName: 'db' } },
    segments: [
      { spanId: 'b', text: 'Initial Build\n', fields: { buildEvent: 'init' }, level: 'INFO' },
      ...Array.from({ length: 8 }, (_, index) => ({ spanId: 'r', text: `before ${index}\n`, level: 'INFO' })),
      { spanId: 'o', text: 'other\n', level: 'INFO' },
      { spanId: 'b', text: 'Build Failed\n', level: 'ERROR', anchor: true },
    ],
  });
  const query = { resources: [], level: '', source: '', term: '', span: '', cleared: 0 } as const;

  it('answers as the server does: pages, context, search, alerts', async () => {
    expect((await log.page(query, {}, 3)).lines.map((line) => line.text)).toEqual(['before 7', 'other', 'Build Failed']);
    expect((await log.page({ ...query, level: 'error' }, {}, 50)).lines.map((line) => line.text)).toEqual(['Initial Build', 'before 3', 'before 4', 'before 5', 'before 6', 'before 7', 'Build Failed']);
    expect((await log.find(query, { find: 'BEFORE' }, 4, 'previous')).place).toBe(3);
    expect((await log.find(query, { find: '', failure: true }, 0, 'next')).place).toBe(10);
    expect(log.alerts()).toEqual([['b', 'web', 0, 1, -1, 10]]);
  });
});

describe('buttons', () => {
  it('have the values they begin with', () => {
    expect(defaultValue({ name: 'a', choice: { choices: ['x', 'y'] } })).toBe('x');
    expect(defaultValue({ name: 'a', bool: {} })).toBe(false);
    expect(defaultValue({ name: 'a', text: {} })).toBe('');
  });

  it('that toggle say what they would do', () => {
    const button = { metadata: { name: 'toggle-web-disable' }, spec: { inputs: [{ name: 'action', hidden: { value: 'off' } }] } };
    expect(toggleOf([button], 'web')?.action).toBe('off');
    expect(toggleOf([button], 'db')).toBeUndefined();
  });
});

describe('durations', () => {
  it('as Go prints them', () => {
    expect(goSeconds('1m2.5s')).toBe(62.5);
    expect(goSeconds('350ms')).toBeCloseTo(0.35);
  });
});
