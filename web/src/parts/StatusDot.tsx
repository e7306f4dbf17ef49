import { healthText, type Health } from '../data/status';
import { Icon, type IconName } from './Icon';

const ICONS: Record<Health, IconName> = {
  unhealthy: 'cross',
  warning: 'warn',
  building: 'busy',
  pending: 'clock',
  healthy: 'check',
  none: 'dash',
  disabled: 'off',
};

/** A mark whose shape says as much as its colour. */
export function StatusDot({ health, label = healthText[health] }: { health: Health; label?: string }) {
  return (
    <span className={`dot dot-${health}`} role="img" aria-label={label} title={label}>
      <Icon name={ICONS[health]} />
    </span>
  );
}
