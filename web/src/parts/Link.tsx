import type { MouseEvent, ReactNode } from 'react';
import { go, path, type Place } from '../data/route';

interface Props {
  to: Place;
  className?: string;
  children: ReactNode;
  current?: boolean;
  label?: string;
  title?: string;
  tabIndex?: number;
}

/** A link within the page: works as a link in a new tab, as a move in this one. */
export function Link({ to, className, children, current, label, title, tabIndex }: Props) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a href={path(to)} onClick={follow} className={className} aria-current={current ? 'page' : undefined} aria-label={label} title={title} tabIndex={tabIndex}>
      {children}
    </a>
  );
}
