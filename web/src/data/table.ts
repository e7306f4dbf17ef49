import { HEALTHS, TILTFILE, typeOf, type Health } from './status';
import type { UIResource } from './types';

/** What the table shows of a resource, worked out once. */
export interface Row {
  readonly resource: UIResource;
  readonly name: string;
  readonly health: Health;
  readonly updated: number;
  readonly labels: readonly string[];
  readonly starred: boolean;
}

export type SortKey = '' | 'name' | 'status' | 'updated' | 'type' | 'mode';

/** What the address says about the table. */
export interface TableView {
  readonly name: string;
  readonly health: string;
  readonly label: string;
  readonly sort: SortKey;
  readonly descending: boolean;
  readonly disabled: boolean;
}

const SORTS: readonly SortKey[] = ['', 'name', 'status', 'updated', 'type', 'mode'];

export function viewOf(query: URLSearchParams): TableView {
  const sort = query.get('sort') ?? '';
  const descending = sort.startsWith('-');
  const key = sort.replace(/^-/, '');
  return {
    name: query.get('name') ?? '',
    health: query.get('status') ?? '',
    label: query.get('label') ?? '',
    sort: SORTS.find((one) => one === key) ?? '',
    descending,
    disabled: query.get('disabled') === '1',
  };
}

export type Item =
  | { kind: 'group'; name: string; title: string; rows: readonly Row[]; expanded: boolean }
  | { kind: 'row'; group: string; row: Row };

export const UNLABELED = 'unlabeled';

export function matches(name: string, filter: string): boolean {
  const lower = name.toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((token) => lower.includes(token));
}

export function filtered(rows: readonly Row[], view: TableView): Row[] {
  return rows.filter(
    (row) =>
      (view.disabled || row.health !== 'disabled' || view.health === 'disabled') &&
      matches(row.name, view.name) &&
      (view.health === '' || row.health === view.health) &&
      (view.label === '' || row.labels.includes(view.label)),
  );
}

/** What is wrong comes first, what is disabled last; the rest keeps the order of the Tiltfile. */
function urgency(row: Row): number {
  return row.health === 'unhealthy' ? 0 : row.health === 'warning' ? 1 : row.health === 'disabled' ? 3 : 2;
}

function compare(a: Row, b: Row, view: TableView): number {
  if (view.sort === '') return urgency(a) - urgency(b) || (a.resource.status.order ?? 0) - (b.resource.status.order ?? 0);
  const disabled = Number(a.health === 'disabled') - Number(b.health === 'disabled');
  if (disabled !== 0) return disabled;
  const sign = view.descending ? -1 : 1;
  const byName = a.name.localeCompare(b.name);
  switch (view.sort) {
    case 'name':
      return sign * byName;
    case 'status':
      return sign * (HEALTHS.indexOf(a.health) - HEALTHS.indexOf(b.health)) || byName;
    case 'updated':
      return sign * (b.updated - a.updated) || byName;
    case 'type':
      return sign * typeOf(a.resource).localeCompare(typeOf(b.resource)) || byName;
    case 'mode':
      return sign * ((a.resource.status.triggerMode ?? 0) - (b.resource.status.triggerMode ?? 0)) || byName;
  }
}

export function sorted(rows: readonly Row[], view: TableView): Row[] {
  return [...rows].sort((a, b) => compare(a, b, view));
}

/**
 * The groups in order: one for each label, then those without, then the Tiltfile.
 *
 * @param open whether a group is open
 */
export function items(rows: readonly Row[], grouped: boolean, open: (group: string) => boolean): Item[] {
  if (!grouped) return rows.map((row) => ({ kind: 'row', group: '', row }));
  const groups = new Map<string, Row[]>();
  const put = (name: string, row: Row) => {
    const group = groups.get(name);
    if (group) group.push(row);
    else groups.set(name, [row]);
  };
  for (const row of rows) {
    if (row.name === TILTFILE) put(TILTFILE, row);
    else if (row.labels.length === 0) put(UNLABELED, row);
    else for (const label of row.labels) put(label, row);
  }
  const rank = (name: string) => (name === TILTFILE ? 2 : name === UNLABELED ? 1 : 0);
  const names = [...groups.keys()].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
  return names.flatMap((name) => {
    const members = groups.get(name) ?? [];
    const expanded = open(name);
    const head: Item = { kind: 'group', name, title: name === TILTFILE ? 'Tiltfile' : name, rows: members, expanded };
    return expanded ? [head, ...members.map((row): Item => ({ kind: 'row', group: name, row }))] : [head];
  });
}
