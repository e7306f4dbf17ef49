import { safe, shown } from '../data/links';
import type { UIResource } from '../data/types';
import { Icon } from './Icon';

/** A resource's addresses; clicking one again comes back to its tab. What is no web address stays text. */
export function Endpoints({ resource, most = Infinity }: { resource: UIResource; most?: number }) {
  const links = resource.status.endpointLinks ?? [];
  return (
    <>
      {links.slice(0, most).map((link, index) => {
        const url = safe(link.url);
        const text = link.name || shown(url ?? link.url ?? '');
        return url ? (
          <a key={index} className="endpoint" href={url} target={url} rel="noreferrer" title={link.url}>
            <span>{text}</span>
            <Icon name="out" />
          </a>
        ) : (
          <span key={index} className="endpoint" title="This is no web address">
            <span>{text}</span>
          </span>
        );
      })}
      {links.length > most && <span className="muted">+{links.length - most}</span>}
    </>
  );
}
