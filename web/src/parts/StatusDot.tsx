import { healthText, type Health } from '../view/status';

/** A mark whose shape says as much as its colour. */
export function StatusDot({ health }: { health: Health }) {
  return (
    <span className={`dot dot-${health}`} role="img" aria-label={healthText[health]} title={healthText[health]}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {health === 'healthy' && <path d="M3.5 8.5l3 3 6-7" />}
        {health === 'unhealthy' && <path d="M4 4l8 8M12 4l-8 8" />}
        {health === 'pending' && <path d="M8 3.5V8l3 2" />}
        {health === 'building' && <path className="spin" d="M8 2.5a5.5 5.5 0 1 1-5.5 5.5" />}
        {health === 'none' && <path d="M4 8h8" />}
        {health === 'disabled' && <path d="M4 12l8-8" />}
      </svg>
    </span>
  );
}
