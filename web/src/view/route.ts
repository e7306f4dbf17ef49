import { useSyncExternalStore } from 'react';

/** Where the page is: the table, or one resource (`(all)` for every line). */
export type Route = { screen: 'table' } | { screen: 'detail'; resource: string };

const ALL = '(all)';
export { ALL };

export function parse(path: string): Route {
  const match = /^\/r\/([^/]+)(?:\/|$)/.exec(path);
  return match?.[1] ? { screen: 'detail', resource: decodeURIComponent(match[1]) } : { screen: 'table' };
}

export function path(route: Route): string {
  return route.screen === 'table' ? '/overview' : `/r/${encodeURIComponent(route.resource)}/overview`;
}

const MOVED = 'camber:moved';

export function go(route: Route): void {
  history.pushState(null, '', path(route));
  dispatchEvent(new Event(MOVED));
}

function listen(listener: () => void): () => void {
  addEventListener('popstate', listener);
  addEventListener(MOVED, listener);
  return () => {
    removeEventListener('popstate', listener);
    removeEventListener(MOVED, listener);
  };
}

export function useRoute(): Route {
  return parse(useSyncExternalStore(listen, () => location.pathname));
}
