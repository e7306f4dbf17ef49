import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { trigger } from '../data/actions';
import { amend, go, type Route } from '../data/route';
import { HEALTHS, healthText, summary, TILTFILE } from '../data/status';
import { filtered, items, sorted, viewOf, type Item, type SortKey, type TableView } from '../data/table';
import { FilterBox } from '../parts/FilterBox';
import { Icon } from '../parts/Icon';
import { sayFailure } from '../parts/toasts';
import { useSession } from '../session';
import { BulkActions } from './BulkActions';
import { GraphView } from './GraphView';
import { SummaryList } from './Header';
import { onKey } from './keys';
import { Problems } from './Problems';
import { StarredBar } from './StarredBar';
import { TableRow } from './TableRow';
import { lineOf } from './lineOf';

const ROW_PX = 46;
const GROUP_PX = 40;

/** Every resource in one row, what needs attention first. */
export function Table({ route }: { route: Route }) {
  const { rows, prefs } = useSession();
  const view = useMemo(() => viewOf(route.query), [route.query]);
  const shown = useMemo(() => sorted(filtered(rows, view), view), [rows, view]);
  const isGraph = route.query.get('view') === 'graph';
  const hasLabels = useMemo(() => rows.some((row) => row.labels.length > 0), [rows]);
  const grouped = hasLabels && view.name === '' && view.label === '' && view.health === '' && route.query.get('groups') !== '0';
  const groups = prefs.groups();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const list = items(shown, grouped, (name) => groups[name]?.expanded !== false);
  const filter = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const off = [onKey('/', () => filter.current?.focus()), onKey('g', () => amend({ view: isGraph ? undefined : 'graph' }, false)), onKey('l', () => go({ resource: '(all)' }))];
    return () => off.forEach((one) => one());
  }, [isGraph]);
  const setAll = (expanded: boolean) => prefs.setGroups(expanded ? {} : Object.fromEntries(list.flatMap((item) => (item.kind === 'group' ? [[item.name, { expanded }]] : []))));
  const filtering = view.name !== '' || view.health !== '' || view.label !== '';
  return (
    <main id="main" className="screen" aria-label="Resources overview" tabIndex={-1}>
      <h1 className="visually-hidden">Resources</h1>
      <StarredBar />
      <Problems />
      <div className="menu-row">
        <FilterBox input={filter} value={view.name} onChange={(name) => amend({ name })} label="Filter resources by name" />
        <label className="select">
          <span className="visually-hidden">Filter by status</span>
          <select value={view.health} onChange={(event) => amend({ status: event.target.value })}>
            <option value="">Any status</option>
            {HEALTHS.map((one) => (
              <option key={one} value={one}>
                {healthText[one]}
              </option>
            ))}
          </select>
        </label>
        {hasLabels && <LabelFilter view={view} />}
        <label className="check">
          <input type="checkbox" checked={view.disabled} onChange={(event) => amend({ disabled: event.target.checked ? '1' : undefined })} /> Show disabled resources
        </label>
        {filtering && <span className="muted" role="status">{shown.length === 0 ? 'No matching resources' : `${shown.length} ${shown.length === 1 ? 'result' : 'results'}`}</span>}
        <span className="spacer" />
        {grouped && !isGraph && (
          <>
            <button type="button" className="button quiet" onClick={() => setAll(true)}>
              Expand All
            </button>
            <button type="button" className="button quiet" onClick={() => setAll(false)}>
              Collapse All
            </button>
          </>
        )}
        <button type="button" className={isGraph ? 'button' : 'button quiet'} aria-pressed={isGraph} title="Dependencies (g)" onClick={() => amend({ view: isGraph ? undefined : 'graph' }, false)}>
          <Icon name="graph" />
          <span>Dependencies</span>
        </button>
      </div>
      {selected.size > 0 && <BulkActions selected={selected} onDone={() => setSelected(new Set())} />}
      {isGraph ? <GraphView shown={shown} /> : <Rows list={list} view={view} selected={selected} setSelected={setSelected} setGroup={(name, expanded) => prefs.setGroups({ ...groups, [name]: { expanded } })} />}
    </main>
  );
}

function LabelFilter({ view }: { view: TableView }) {
  const { rows } = useSession();
  const labels = useMemo(() => [...new Set(rows.flatMap((row) => row.labels))].sort(), [rows]);
  return (
    <label className="select">
      <span className="visually-hidden">Filter by label</span>
      <select value={view.label} onChange={(event) => amend({ label: event.target.value })}>
        <option value="">Any label</option>
        {labels.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    </label>
  );
}

interface RowsProps {
  list: readonly Item[];
  view: TableView;
  selected: ReadonlySet<string>;
  setSelected: (selected: ReadonlySet<string>) => void;
  setGroup: (name: string, expanded: boolean) => void;
}

const COLUMNS: [SortKey | undefined, string, string][] = [
  [undefined, 'Star', 'c-star'],
  ['name', 'Resource Name', 'c-name'],
  ['status', 'Status', 'c-status'],
  ['updated', 'Updated', 'c-updated'],
  [undefined, 'Trigger', 'c-trigger'],
  ['type', 'Type', 'c-type'],
  [undefined, 'Pod ID', 'c-pod'],
  [undefined, 'Widgets', 'c-widgets'],
  [undefined, 'Endpoints', 'c-endpoints'],
  ['mode', 'Mode', 'c-mode'],
];

function Rows({ list, view, selected, setSelected, setGroup }: RowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState(-1);
  const { find, prefs } = useSession();
  const virtual = useVirtualizer({
    count: list.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (list[index]?.kind === 'group' ? GROUP_PX : ROW_PX),
    getItemKey: (index) => keyOf(list[index]),
    overscan: 8,
  });
  const sizes = list.map((item) => item.kind[0]).join('');
  useLayoutEffect(() => virtual.measure(), [sizes, virtual]);

  const focusRow = useCallback(
    (index: number) => {
      if (!list[index]) return;
      setFocused(index);
      virtual.scrollToIndex(index, { align: 'auto' });
      requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus());
    },
    [list, virtual],
  );

  useEffect(() => {
    const step = (by: number) => () => {
      let next = focused;
      do next += by;
      while (list[next]?.kind === 'group');
      if (focused < 0 && by < 0) next = list.findIndex((item) => item.kind === 'row');
      focusRow(next);
    };
    const row = (action: (name: string) => void) => () => {
      const item = list[focused];
      if (item?.kind === 'row') action(item.row.name);
    };
    const off = [
      onKey('j', step(1)),
      onKey('ArrowDown', step(1)),
      onKey('k', step(-1)),
      onKey('ArrowUp', step(-1)),
      onKey('x', row((name) => toggle(name))),
      onKey('*', row((name) => prefs.star(name, !prefs.stars().includes(name)))),
      onKey('r', row((name) => void trigger(name).catch(sayFailure))),
      onKey('e', row((name) => go(lineOf(find(name), name)))),
    ];
    return () => off.forEach((one) => one());
  });

  const selectable = (item: Item) => item.kind === 'row' && item.row.name !== TILTFILE;
  const names = [...new Set(list.filter(selectable).flatMap((item) => (item.kind === 'row' ? [item.row.name] : [])))];
  const toggle = (name: string) => {
    if (name === TILTFILE) return;
    const next = new Set(selected);
    if (!next.delete(name)) next.add(name);
    setSelected(next);
  };
  const allSelected = names.length > 0 && names.every((name) => selected.has(name));
  const hasPods = list.some((item) => item.kind === 'row' && item.row.resource.status.k8sResourceInfo !== undefined);
  if (list.length === 0) return <p className="empty">No matching resources</p>;
  return (
    <div className={hasPods ? 'table' : 'table no-pods'} ref={scroller} role="table" aria-label="Resources" aria-rowcount={list.length + 1} tabIndex={0}>
      <div className="table-head" role="row" aria-rowindex={1}>
        <span role="columnheader" className="cell c-select">
          <input
            type="checkbox"
            aria-label="Resource group selection"
            checked={allSelected}
            ref={(box) => {
              if (box) box.indeterminate = !allSelected && names.some((name) => selected.has(name));
            }}
            onChange={() => setSelected(allSelected ? new Set() : new Set(names))}
          />
        </span>
        {COLUMNS.map(([key, text, className]) => (
          <span key={text} role="columnheader" className={`cell ${className}`} aria-sort={key && view.sort === key ? (view.descending ? 'descending' : 'ascending') : undefined}>
            {key ? <SortButton sort={key} text={text} view={view} /> : <span className={className === 'c-star' ? 'visually-hidden' : ''}>{text}</span>}
          </span>
        ))}
      </div>
      <div className="table-body" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((virtualItem) => {
          const item = list[virtualItem.index];
          if (!item) return null;
          const place = { transform: `translateY(${virtualItem.start}px)`, height: virtualItem.size };
          return item.kind === 'group' ? (
            <div key={virtualItem.key} role="row" aria-rowindex={virtualItem.index + 2} className="group-row" style={place}>
              <span role="cell" className="group-cell">
                <button type="button" className="group-toggle" aria-expanded={item.expanded} onClick={() => setGroup(item.name, !item.expanded)}>
                  <Icon name={item.expanded ? 'down' : 'right'} />
                  <span className={item.name === 'unlabeled' ? 'unlabeled' : ''}>{item.title}</span>
                </button>
                <SummaryList summary={summary(item.rows.map((row) => row.health))} label={`Status summary for ${item.title} group`} />
              </span>
            </div>
          ) : (
            <TableRow
              key={virtualItem.key}
              row={item.row}
              index={virtualItem.index}
              style={place}
              focused={virtualItem.index === focused}
              selected={selected.has(item.row.name)}
              onSelect={() => toggle(item.row.name)}
              onFocus={() => setFocused(virtualItem.index)}
            />
          );
        })}
      </div>
    </div>
  );
}

function keyOf(item: Item | undefined): string {
  return !item ? '' : item.kind === 'group' ? `group ${item.name}` : `${item.group}/${item.row.name}`;
}

/** Sorts up, then down, then as it was. */
function SortButton({ sort, text, view }: { sort: SortKey; text: string; view: TableView }) {
  const active = view.sort === sort;
  const next = !active ? sort : view.descending ? undefined : `-${sort}`;
  return (
    <button type="button" className="sort" onClick={() => amend({ sort: next })}>
      {text}
      {active && <Icon name={view.descending ? 'down' : 'up'} />}
    </button>
  );
}
