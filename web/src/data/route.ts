import { useSyncExternalStore } from 'react';

export const ALL = '(all)';
export const STARRED = '(starred)';

/** Where the page is: the table, or one resource (`(all)` for every line). All that can be seen is in the address. */
export interface Route {
  readonly screen: 'table' | 'detail';
  /** Of the detail screen. */
  readonly resource: string;
  /** The id of the snapshot that is shown, empty for the live session. */
  readonly snapshot: string;
  readonly query: URLSearchParams;
}

export function parse(path: string, search = ''): Route {
  const inSnapshot = /^\/snapshot\/([^/]+)(\/.*)?$/.exec(path);
  const rest = inSnapshot ? (inSnapshot[2] ?? '/') : path;
  const match = /^\/r\/([^/]+)(?:\/|$)/.exec(rest);
  return {
    screen: match ? 'detail' : 'table',
    resource: match?.[1] ? decoded(match[1]) : '',
    snapshot: inSnapshot?.[1] ?? '',
    query: new URLSearchParams(search),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export interface Place {
  /** A resource's name for its detail screen; left out for the table. */
  resource?: string;
  query?: Record<string, string | undefined>;
}

/** The address of a place, in the snapshot that is shown. */
export function path(place: Place, snapshot = current().snapshot): string {
  const base = snapshot === '' ? '' : `/snapshot/${snapshot}`;
  const where = place.resource === undefined ? '/overview' : `/r/${encodeURIComponent(place.resource)}/overview`;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(place.query ?? {})) if (value) query.set(name, value);
  const text = query.toString();
  return `${base}${where}${text === '' ? '' : `?${text}`}`;
}

const MOVED = 'camber:moved';

/** Goes to a place; `replace` leaves no step to go back to. */
export function go(place: Place, replace = false): void {
  const target = path(place);
  if (target === location.pathname + location.search) return;
  if (replace) history.replaceState(null, '', target);
  else history.pushState(null, '', target);
  dispatchEvent(new Event(MOVED));
}

/** Goes to an address of this page. */
export function goPath(target: string): void {
  history.pushState(null, '', target);
  dispatchEvent(new Event(MOVED));
}

/** Changes some parameters of the address and keeps the others. */
export function amend(changes: Record<string, string | undefined>, replace = true): void {
  const route = current();
  const query: Record<string, string | undefined> = Object.fromEntries(route.query);
  Object.assign(query, changes);
  go(route.screen === 'detail' ? { resource: route.resource, query } : { query }, replace);
}

export function current(): Route {
  return parse(location.pathname, location.search);
}

function listen(listener: () => void): () => void {
  addEventListener('popstate', listener);
  addEventListener(MOVED, listener);
  return () => {
    removeEventListener('popstate', listener);
    removeEventListener(MOVED, listener);
  };
}

let last: { address: string; route: Route } | undefined;

export function useRoute(): Route {
  const address = useSyncExternalStore(listen, () => location.pathname + location.search);
  if (last?.address !== address) last = { address, route: current() };
  return last.route;
}
