import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { copyText } from '../data/clipboard';
import { expression, problem, type Line, type LineQuery } from '../data/log';
import { LogWindow } from '../data/logWindow';
import { choices, fontScale, usePrefsRevision } from '../data/prefs';
import { ALL, amend, path, STARRED, type Route } from '../data/route';
import { Icon } from '../parts/Icon';
import { sayFailure, say } from '../parts/toasts';
import { useSession } from '../session';
import { onKey } from './keys';
import { lineAddress, placeOf } from './lineOf';
import { LogRow } from './LogRow';
import { LogTools, type Found } from './LogTools';
import { Rail } from './Rail';

const NEAR_PX = 1_500;
const END_PX = 24;

/** What was filtered for in each resource, until the page is left. */
const remembered = new Map<string, Record<string, string>>();
const KEPT = ['level', 'source', 'term', 'find'];

interface Props {
  /** None means all. */
  resources: readonly string[];
  name: string;
  route: Route;
}

interface Seen {
  first: number;
  count: number;
}

/** The log, newest at the bottom; follows the end until somebody scrolls up. */
export function LogPane({ resources, name, route }: Props) {
  const { state, log, live, prefs, cleared } = useSession();
  usePrefsRevision();
  useRemembered(name, route);
  const { times, wrap } = choices();
  const many = name === ALL || name === STARRED;
  const clearedOf = useCallback((resource: string) => Math.max(cleared[''] ?? 0, cleared[resource] ?? 0), [cleared]);
  const term = route.query.get('term') ?? '';
  const wrong = problem(term);
  const query = useMemo(
    (): LineQuery => ({
      resources,
      level: oneOf(route.query.get('level'), ['warn', 'error'] as const),
      source: oneOf(route.query.get('source'), ['build', 'runtime'] as const),
      term: wrong === '' ? term : '',
      span: route.query.get('span') ?? '',
      cleared: resources.length === 0 ? (cleared[''] ?? 0) : Math.min(...resources.map(clearedOf)),
    }),
    [resources, route.query.get('level'), route.query.get('source'), term, wrong, route.query.get('span'), cleared, clearedOf],
  );
  const address = route.query.get('line') ?? '';
  const asked = placeOf(address, state.startTime);
  const window = useWindow(log, query, asked.place, state.logEnd);
  const view = useSyncExternalStore(window.subscribe, window.state);
  const lines = useMemo(() => view.lines.filter((line) => line.place >= clearedOf(line.resource)), [view.lines, clearedOf]);

  const find = route.query.get('find') ?? '';
  const findProblem = problem(find);
  const mark = useMemo(() => (find !== '' && findProblem === '' ? expression(find) : undefined), [find, findProblem]);
  const filterMark = useMemo(() => (query.term !== '' ? expression(query.term) : undefined), [query.term]);
  const [target, setTarget] = useState<number>();

  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState<Seen>({ first: 0, count: 1 });
  const anchor = useRef<{ place: number; offset: number }>(undefined);
  useScrolling({ scroller, body, view, lines, anchor, setSeen });

  const lastTop = useRef(0);
  const scrolled = () => {
    const element = scroller.current;
    if (!element || !body.current) return;
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < END_PX;
    if (view.following && !atEnd) window.stop();
    const down = element.scrollTop > lastTop.current;
    lastTop.current = element.scrollTop;
    if (!view.following && atEnd && view.atEnd && live && down) window.resume();
    if (element.scrollTop < NEAR_PX) window.earlier();
    if (element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX) window.further();
    const looked = look(element, body.current);
    anchor.current = looked.anchor;
    setSeen((old) => (old.first === looked.first && old.count === looked.count ? old : { first: looked.first, count: looked.count }));
  };

  const show = useCallback(
    (place: number) => {
      setTarget(place);
      const row = body.current?.querySelector<HTMLElement>(`[data-place="${place}"]`);
      window.stop();
      if (row) row.scrollIntoView({ block: 'center' });
      else window.toPlace(place);
    },
    [window],
  );
  useEffect(() => setTarget(asked.place), [asked.place]);
  // What is typed into the search is gone to at once: the nearest match before what is seen.
  const lastFind = useRef(find);
  useEffect(() => {
    const changed = lastFind.current !== find;
    lastFind.current = find;
    if (!changed || find === '' || findProblem !== '') return;
    const before = view.following ? Number.MAX_SAFE_INTEGER : (lines[Math.min(lines.length - 1, seen.first + seen.count)]?.place ?? 0);
    log
      .find(query, { find }, before, 'previous')
      .then((found) => found.place ?? log.find(query, { find }, before, 'next').then((next) => next.place))
      .then((place) => place !== undefined && show(place))
      .catch(sayFailure);
  }, [find]); // a changed text only: a scrolled log stays where it is

  const from = () => target ?? lines[seen.first]?.place ?? 0;
  const step = async (search: { find: string; failure?: boolean }, direction: 'next' | 'previous'): Promise<Found> => {
    const start = from();
    let found = await log.find(query, search, direction === 'next' ? start + 1 : start, direction);
    // Behind the last comes the first.
    if (found.place === undefined) found = await log.find(query, search, direction === 'next' ? 0 : Number.MAX_SAFE_INTEGER, direction);
    if (found.place === undefined) say(search.failure ? 'There is no failure in this log' : `Nothing found: ${search.find}`);
    else show(found.place);
    return found;
  };
  const failure = (direction: 'next' | 'previous') => {
    // From the end, the last failure is the one to look at first.
    if (direction === 'previous' && view.following) setTarget(undefined);
    const at = direction === 'previous' && view.following ? Number.MAX_SAFE_INTEGER : undefined;
    (at === undefined ? step({ find: '', failure: true }, direction) : log.find(query, { find: '', failure: true }, at, 'previous').then((found) => (found.place === undefined ? say('There is no failure in this log') : show(found.place)))).catch(sayFailure);
  };

  const clear = () => {
    const places = { ...prefs.cleared(state.startTime) };
    for (const one of resources.length === 0 ? [''] : resources) places[one] = state.logEnd;
    prefs.setCleared(state.startTime, places);
  };
  const unclear = () => {
    const places = { ...prefs.cleared(state.startTime) };
    delete places[''];
    for (const one of resources.length === 0 ? Object.keys(places) : resources) delete places[one];
    prefs.setCleared(state.startTime, places);
  };
  const isCleared = resources.length === 0 ? (cleared[''] ?? 0) > 0 : resources.some((one) => clearedOf(one) > 0);

  useEffect(() => {
    const off = [
      onKey('Home', () => window.toBegin()),
      onKey('End', () => window.toEnd()),
      onKey('p', () => failure('previous')),
      onKey('P', () => failure('next')),
      ...(find === '' ? [] : [onKey('n', () => void step({ find }, 'next').catch(sayFailure)), onKey('N', () => void step({ find }, 'previous').catch(sayFailure))]),
      ...(live ? [onKey('Ctrl+Backspace', clear)] : []),
    ];
    return () => off.forEach((one) => one());
  });

  const copyAddress = (line: Line) => {
    const place = { resource: many ? name : line.resource || ALL, query: { line: lineAddress(line.place, state.startTime) } };
    copyText(location.origin + path(place))
      .then(() => say('The address of this line is on the clipboard'))
      .catch(sayFailure);
    amend({ line: lineAddress(line.place, state.startTime) });
  };
  const head = !many ? headOf(lines, seen.first, view.head) : undefined;
  const ruled = query.level !== '' || query.term !== '';
  return (
    <section className="log-pane" aria-label="Log" style={{ '--log-scale': fontScale() / 100 } as React.CSSProperties}>
      <LogTools
        name={name}
        many={many}
        query={query}
        term={term}
        wrong={wrong}
        find={find}
        findProblem={findProblem}
        onStep={(direction) => step({ find }, direction)}
        onFailure={failure}
        onClear={clear}
      />
      {many && <h1 className="visually-hidden">{name === ALL ? 'Log of all resources' : 'Log of the starred resources'}</h1>}
      {asked.isOther && <p className="notice">This address names a line of an earlier session; here is the log of this one.</p>}
      {query.span !== '' && (
        <p className="notice">
          One update alone.{' '}
          <button type="button" className="link" onClick={() => amend({ span: undefined }, false)}>
            Show the whole log
          </button>
        </p>
      )}
      {view.error !== '' && (
        <p className="notice failure" role="alert">
          {view.error}
        </p>
      )}
      <div className="log-frame">
        {head && (
          <button type="button" className="sticky-head" title="Go to the beginning of this update" onClick={() => show(head.place)}>
            {head.text}
          </button>
        )}
        {many && lines[seen.first]?.resource && seen.first > 0 && (
          <span className="sticky-name" aria-hidden="true">
            {lines[seen.first]?.resource}
          </span>
        )}
        <div
          className={`log ${wrap ? 'wrap' : ''} ${times ? 'with-times' : ''} ${many ? 'with-names' : ''}`}
          ref={scroller}
          onScroll={scrolled}
          onWheel={(event) => event.deltaY < 0 && window.stop()}
          onPointerMove={(event) => event.buttons === 1 && window.stop()}
          onTouchMove={() => window.stop()}
          onKeyDown={(event) => {
            if (['ArrowUp', 'PageUp'].includes(event.key)) window.stop();
            // In the log itself these move the text, not the choice of a resource.
            if (['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', ' '].includes(event.key)) event.stopPropagation();
          }}
          role="log"
          aria-live="off"
          aria-busy={view.loading}
          aria-label="Log pane"
          tabIndex={0}
        >
          <div className="log-body" ref={body}>
            {view.atBegin && isCleared && (
              <p className="cleared">
                Earlier lines were cleared away.{' '}
                <button type="button" className="link" onClick={unclear}>
                  Show them
                </button>
              </p>
            )}
            {lines.length === 0 && !view.loading && <p className="empty">{ruled || query.source !== '' ? 'No line fits this filter' : 'No log yet'}</p>}
            {lines.map((line, index) => (
              <LogRow
                key={line.place}
                line={line}
                showName={many && lines[index - 1]?.resource !== line.resource}
                withName={many}
                first={many && index > 0 && lines[index - 1]?.resource !== line.resource}
                more={line.context && lines[index - 1]?.context !== true}
                inContext={ruled && !line.context && line.event === ''}
                time={times}
                mark={mark}
                filterMark={filterMark}
                target={target === line.place}
                onAddress={copyAddress}
              />
            ))}
            {view.atEnd && live && <span className="log-cursor" aria-hidden="true" />}
          </div>
        </div>
        <Rail view={view} seen={seen} rows={lines.length} resources={resources} onIndex={(index) => window.toIndex(index)} onPlace={show} />
        {!view.following && live && (
          <button type="button" className="follow" onClick={() => window.toEnd()}>
            <Icon name="down" />
            {view.missed > 0 ? `${view.missed.toLocaleString('en')} new ${view.missed === 1 ? 'line' : 'lines'}` : 'Follow'}
          </button>
        )}
      </div>
    </section>
  );
}

function oneOf<T extends string>(value: string | null, known: readonly T[]): T | '' {
  return known.find((one) => one === value) ?? '';
}

/** The last filter of each resource comes back with it. */
function useRemembered(name: string, route: Route): void {
  useEffect(() => {
    const kept = remembered.get(name);
    if (route.query.size === 0 && kept) amend(kept);
  }, [name]); // on arrival only: emptying a filter must not bring it back
  useEffect(() => {
    const now = Object.fromEntries([...route.query].filter(([key]) => KEPT.includes(key)));
    if (Object.keys(now).length > 0) remembered.set(name, now);
    else remembered.delete(name);
  }, [name, route.query]);
}

function useWindow(log: ReturnType<typeof useSession>['log'], query: LineQuery, place: number | undefined, logEnd: number): LogWindow {
  const [window, setWindow] = useState(() => new LogWindow(log, query));
  const [made, setMade] = useState({ log, query });
  let current = window;
  if (made.log !== log || made.query !== query) {
    current = new LogWindow(log, query);
    setWindow(current);
    setMade({ log, query });
  }
  useEffect(() => {
    current.start(place);
    return () => current.close();
  }, [current]); // the place moves it, below
  const first = useRef(true);
  useEffect(() => {
    if (!first.current && place !== undefined) current.toPlace(place);
    first.current = false;
  }, [place]);
  useEffect(() => current.grew(logEnd), [current, logEnd]);
  return current;
}

/** The first line of the update that is seen, unless it is in sight itself. */
function headOf(lines: readonly Line[], first: number, before: Line | undefined): Line | undefined {
  for (let index = Math.min(first, lines.length - 1); index >= 0; index--) {
    const line = lines[index];
    if (line?.event === 'init') return index === first ? undefined : line;
  }
  return before && (lines[first]?.place ?? 0) > before.place ? before : undefined;
}

/** The first row in sight, how many are, and how far the first one stands from the edge. */
function look(scroller: HTMLElement, body: HTMLElement): Seen & { anchor: { place: number; offset: number } | undefined } {
  const rows = body.querySelectorAll<HTMLElement>(':scope > .line');
  const at = (top: number) => {
    let low = 0;
    let high = rows.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      const row = rows[middle];
      if (row && row.offsetTop + row.offsetHeight <= top) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const first = at(scroller.scrollTop);
  const row = rows[first];
  return {
    first,
    count: Math.max(1, at(scroller.scrollTop + scroller.clientHeight) - first + 1),
    anchor: row && { place: Number(row.dataset['place']), offset: row.offsetTop - scroller.scrollTop },
  };
}

interface Scrolling {
  scroller: React.RefObject<HTMLDivElement | null>;
  body: React.RefObject<HTMLDivElement | null>;
  view: ReturnType<LogWindow['state']>;
  lines: readonly Line[];
  anchor: React.RefObject<{ place: number; offset: number } | undefined>;
  setSeen: (seen: Seen) => void;
}

/** Keeps the line that one looks at where it is while lines come and go around it. */
function useScrolling({ scroller, body, view, lines, anchor, setSeen }: Scrolling): void {
  const jumps = useRef(0);
  const settle = () => {
    const element = scroller.current;
    if (!element || !body.current) return;
    const rowAt = (place: number) => body.current?.querySelector<HTMLElement>(`[data-place="${place}"]`);
    if (view.following) element.scrollTop = element.scrollHeight;
    else if (view.jumps !== jumps.current) {
      const row = view.target === undefined ? undefined : (rowAt(view.target) ?? rowAt(lines.find((line) => line.place >= (view.target ?? 0))?.place ?? -1));
      if (row) element.scrollTop = row.offsetTop - element.clientHeight / 2;
      else element.scrollTop = view.atBegin ? 0 : element.scrollHeight / 2;
    } else if (anchor.current) {
      const row = rowAt(anchor.current.place);
      if (row) element.scrollTop = row.offsetTop - anchor.current.offset;
    }
    jumps.current = view.jumps;
    const looked = look(element, body.current);
    anchor.current = looked.anchor;
    setSeen({ first: looked.first, count: looked.count });
  };
  useLayoutEffect(settle, [lines, view.following, view.jumps]);
  useEffect(() => {
    const element = scroller.current;
    if (!element || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(() => {
      if (view.following) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, view.following]);
}

