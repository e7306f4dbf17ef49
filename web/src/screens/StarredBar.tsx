import { STARRED } from '../data/route';
import { Icon } from '../parts/Icon';
import { Link } from '../parts/Link';
import { StatusDot } from '../parts/StatusDot';
import { useSession } from '../session';

/** What somebody starred, always in sight. */
export function StarredBar() {
  const { rows, prefs } = useSession();
  const starred = rows.filter((row) => row.starred);
  if (starred.length === 0) return null;
  return (
    <nav className="starred-bar" aria-label="Starred resources">
      <Link to={{ resource: STARRED }} className="chip">
        <Icon name="star" /> All Starred
      </Link>
      {starred.map((row) => (
        <span key={row.name} className={`chip chip-${row.health}`}>
          <StatusDot health={row.health} />
          <Link to={{ resource: row.name }}>{row.name}</Link>
          <button type="button" className="icon-button" aria-label={`Unstar ${row.name}`} title="Unstar" onClick={() => prefs.star(row.name, false)}>
            <Icon name="cross" />
          </button>
        </span>
      ))}
    </nav>
  );
}
