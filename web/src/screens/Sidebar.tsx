import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { ALL, STARRED } from '../data/route';
import { healthText, runtimeHealth, summary, type Health } from '../data/status';
import { filtered, items, sorted, type Item, type Row } from '../data/table';
import { runtimeText, updateText, why } from '../data/why';
import { StarButton, UpdateButton } from '../parts/buttons';
import { FilterBox } from '../parts/FilterBox';
import { Icon } from '../parts/Icon';
import { Link } from '../parts/Link';
import { useNow } from '../parts/now';
import { StatusDot } from '../parts/StatusDot';
import { ago } from '../parts/time';
import { useSession } from '../session';
import { SummaryList } from './Header';
import { onKey } from './keys';

const ITEM_PX = 52;
const GROUP_PX = 34;
const NARROWEST = 200;
const WIDEST = 640;
const START = 300;

function useItems(): { list: Item[]; grouped: boolean; filter: string } {
  const { rows, prefs } = useSession();
  const options = prefs.sidebar();
  const groups = prefs.groups();
  const filter = options.resourceNameFilter;
  const view = { name: filter, health: '', label: '', sort: '', descending: false, disabled: options.showDisabledResources } as const;
  const alert = (row: Row) => (row.health === 'unhealthy' || row.health === 'warning' ? 0 : row.health === 'disabled' ? 2 : 1);
  const shown = filtered(rows, view);
  const ordered = options.alertsOnTop ? sorted(shown, view) : [...shown].sort((a, b) => Number(alert(a) === 2) - Number(alert(b) === 2));
  const grouped = rows.some((row) => row.labels.length > 0) && filter === '' && !options.alertsOnTop;
  return { list: items(ordered, grouped, (name) => groups[name]?.expanded !== false), grouped, filter };
}

/** The names in the order of the list, `(all)` first: what j and k step through. */
export function useSidebarOrder(): string[] {
  const { list } = useItems();
  return [ALL, ...new Set(list.flatMap((item) => (item.kind === 'row' ? [item.row.name] : [])))];
}

/** All resources beside the log, with what they are doing. */
export function Sidebar({ selected }: { selected: string }) {
  const { rows, prefs, live } = useSession();
  const options = prefs.sidebar();
  const { list, grouped, filter } = useItems();
  const [collapsed, setCollapsed] = useState(() => matchMedia('(max-width: 760px)').matches);
  const input = useRef<HTMLInputElement>(null);
  const side = useRef<HTMLElement>(null);
  useEffect(
    () =>
      onKey('/', () => {
        setCollapsed(false);
        requestAnimationFrame(() => input.current?.focus());
      }),
    [],
  );
  const starred = rows.some((row) => row.starred);
  if (collapsed) {
    return (
      <aside className="sidebar collapsed" aria-label="Resources">
        <button type="button" className="icon-button" aria-label="Expand sidebar" title="Expand sidebar" aria-expanded="false" onClick={() => setCollapsed(false)}>
          <Icon name="panel" />
        </button>
        <span className="collapsed-name" title={selected}>
          Resource: {selected}
        </span>
      </aside>
    );
  }
  const setAll = (expanded: boolean) => prefs.setGroups(expanded ? {} : Object.fromEntries(list.flatMap((item) => (item.kind === 'group' ? [[item.name, { expanded }]] : []))));
  return (
    <aside className="sidebar" ref={side} aria-label="Resources">
      <div className="side-options">
        <div className="side-row">
          <FilterBox input={input} value={filter} onChange={(resourceNameFilter) => prefs.setSidebar({ resourceNameFilter })} label="Filter resources by name" />
          <button type="button" className="icon-button" aria-label="Collapse sidebar" title="Collapse sidebar" aria-expanded="true" onClick={() => setCollapsed(true)}>
            <Icon name="panel" />
          </button>
        </div>
        <div className="side-row side-checks">
          <label className="check">
            <input type="checkbox" checked={options.alertsOnTop} onChange={(event) => prefs.setSidebar({ alertsOnTop: event.target.checked })} /> Alerts on top
          </label>
          <label className="check">
            <input type="checkbox" checked={options.showDisabledResources} onChange={(event) => prefs.setSidebar({ showDisabledResources: event.target.checked })} /> Show disabled
            <span className="visually-hidden"> resources</span>
          </label>
        </div>
      </div>
      <nav aria-label="Resource logs" className="side-nav">
        <Link to={{ resource: ALL }} current={selected === ALL} className="side-all">
          <Icon name="lines" /> All Resources
        </Link>
        {starred && (
          <Link to={{ resource: STARRED }} current={selected === STARRED} className="side-all">
            <Icon name="star" /> Starred Resources
          </Link>
        )}
        <div className="side-title">
          <h2>{filter !== '' ? (list.length === 0 ? 'No matching resources' : `${list.length} results`) : 'resources'}</h2>
          {grouped && (
            <span className="side-expand">
              <button type="button" className="icon-button" aria-label="Expand All" title="Expand All" onClick={() => setAll(true)}>
                <Icon name="down" />
              </button>
              <button type="button" className="icon-button" aria-label="Collapse All" title="Collapse All" onClick={() => setAll(false)}>
                <Icon name="right" />
              </button>
            </span>
          )}
        </div>
        <SideList list={list} selected={selected} live={live} />
      </nav>
      <Resizer side={side} onCollapse={() => setCollapsed(true)} />
    </aside>
  );
}

function SideList({ list, selected, live }: { list: readonly Item[]; selected: string; live: boolean }) {
  const { prefs } = useSession();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: list.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (list[index]?.kind === 'group' ? GROUP_PX : ITEM_PX),
    overscan: 6,
  });
  const sizes = list.map((item) => item.kind[0]).join('');
  useLayoutEffect(() => virtual.measure(), [sizes, virtual]);
  const at = list.findIndex((item) => item.kind === 'row' && item.row.name === selected);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [selected, at < 0]); // only a new selection moves the list
  return (
    <div className="side-list" ref={scroller} tabIndex={-1}>
      <div className="side-body" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((virtualItem) => {
          const item = list[virtualItem.index];
          if (!item) return null;
          const place = { transform: `translateY(${virtualItem.start}px)`, height: virtualItem.size };
          return item.kind === 'group' ? (
            <div key={`group ${item.name}`} className="side-group" style={place}>
              <button type="button" className="group-toggle" aria-expanded={item.expanded} onClick={() => prefs.setGroups({ ...prefs.groups(), [item.name]: { expanded: !item.expanded } })}>
                <Icon name={item.expanded ? 'down' : 'right'} />
                <span className={item.name === 'unlabeled' ? 'unlabeled' : ''}>{item.title}</span>
              </button>
              <SummaryList summary={summary(item.rows.map((row) => row.health))} label={`Status summary for ${item.title} group`} short />
            </div>
          ) : (
            <SideItem key={`${item.group}/${item.row.name}`} row={item.row} selected={item.row.name === selected} style={place} live={live} />
          );
        })}
      </div>
    </div>
  );
}

const SERVER: Partial<Record<Health, string>> = { healthy: 'Server: ready', pending: 'Server: pending', unhealthy: 'Server: unhealthy', warning: 'Server: issues' };

function SideItem({ row, selected, style, live }: { row: Row; selected: boolean; style: React.CSSProperties; live: boolean }) {
  const { state, alerts, find } = useSession();
  const now = useNow();
  const found = alerts.get(row.name);
  const because = useMemo(() => why(row.resource, state.stories.get(row.name), find, found), [row.resource, state.stories, find, found, row.name]);
  const runtime = runtimeHealth(row.resource, found);
  return (
    <div className={`side-item row-${row.health} ${selected ? 'selected' : ''}`} style={style}>
      <StatusDot health={row.health} label={`${healthText[row.health]}; ${SERVER[runtime] ?? 'No server'}`} />
      <Link to={{ resource: row.name }} current={selected} className="side-link" title={row.name}>
        <span className="side-name">{row.name}</span>
        <span className="side-why">{because.text || updateText(row.resource) || runtimeText(row.resource) || 'No update status'}</span>
      </Link>
      <span className="side-age">{ago(row.updated, now).replace(' ago', '')}</span>
      <span className="side-actions">
        <StarButton name={row.name} />
        {live && <UpdateButton resource={row.resource} />}
      </span>
    </div>
  );
}

/** The edge that one drags; narrower than is of use, the list folds away. */
function Resizer({ side, onCollapse }: { side: React.RefObject<HTMLElement | null>; onCollapse: () => void }) {
  const [width, setWidth] = useState(START);
  useLayoutEffect(() => {
    side.current?.style.setProperty('--side-width', `${width}px`);
  }, [side, width]);
  const to = (next: number) => (next < NARROWEST - 40 ? onCollapse() : setWidth(Math.min(WIDEST, Math.max(NARROWEST, next))));
  return (
    <div
      className="resizer"
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the list"
      aria-valuenow={width}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      tabIndex={0}
      onKeyDown={(event) => {
        const by = event.key === 'ArrowLeft' ? -16 : event.key === 'ArrowRight' ? 16 : 0;
        if (by === 0) return;
        event.preventDefault();
        event.stopPropagation();
        to(width + by);
      }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) to(event.clientX - (side.current?.getBoundingClientRect().left ?? 0));
      }}
    />
  );
}
