import type { MouseEvent, ReactNode } from 'react';
import { go, path, type Route } from '../view/route';

/** A link within the page: works as a link in a new tab, as a move in this one. */
export function Link({ to, className, children, current }: { to: Route; className?: string; children: ReactNode; current?: boolean }) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a href={path(to)} onClick={follow} {...(className ? { className } : {})} {...(current ? { 'aria-current': 'page' } : {})}>
      {children}
    </a>
  );
}
