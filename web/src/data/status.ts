import type { SpanAlerts, UIResource } from './types';

/** How a resource does, in one word; the order is that of urgency. */
export type Health = 'unhealthy' | 'warning' | 'building' | 'pending' | 'healthy' | 'none' | 'disabled';

export const HEALTHS: readonly Health[] = ['unhealthy', 'warning', 'building', 'pending', 'healthy', 'none', 'disabled'];

export const healthText: Record<Health, string> = {
  unhealthy: 'Failed',
  warning: 'Warning',
  building: 'Updating',
  pending: 'Pending',
  healthy: 'Healthy',
  none: 'Idle',
  disabled: 'Disabled',
};

export const TILTFILE = '(Tiltfile)';

/** Warnings and errors that count now: those of the newest update and of what runs. */
export interface Alerts {
  buildWarnings: number;
  buildErrors: number;
  runtimeWarnings: number;
  runtimeErrors: number;
  /** The place of the line to look at first, negative for none. */
  place: number;
}

export const NO_ALERTS: Alerts = { buildWarnings: 0, buildErrors: 0, runtimeWarnings: 0, runtimeErrors: 0, place: -1 };

export function warnings(alerts: Alerts): number {
  return alerts.buildWarnings + alerts.runtimeWarnings;
}

export function errors(alerts: Alerts): number {
  return alerts.buildErrors + alerts.runtimeErrors;
}

export function isDisabled(resource: UIResource): boolean {
  const status = resource.status.disableStatus;
  return status !== undefined && (status.state === 'Disabled' || status.state === '');
}

const isBuildSpan = (span: string) => span.startsWith('build:') || span.startsWith('tiltfile:') || span.startsWith('live:');

/**
 * The alerts of each resource. An older update's no longer count, nor those of an older pod or server.
 *
 * @param cleared by resource, the place before which somebody cleared the log
 */
export function alertsByResource(
  resources: readonly UIResource[],
  spans: readonly SpanAlerts[],
  cleared: (resource: string) => number = () => 0,
): ReadonlyMap<string, Alerts> {
  const byName = new Map(resources.map((resource) => [resource.metadata.name, resource]));
  const servers = new Map<string, SpanAlerts>();
  const out = new Map<string, Alerts>();
  for (const alerts of spans) {
    const [span, name, , , firstWarning, lastError] = alerts;
    const resource = byName.get(name);
    if (!resource || isDisabled(resource) || Math.max(firstWarning, lastError) < cleared(name)) continue;
    if (isBuildSpan(span)) {
      if (span === (resource.status.currentBuild?.spanID || resource.status.buildHistory?.[0]?.spanID)) add(out, name, alerts, true);
    } else if (span.startsWith('pod:')) {
      if (span === resource.status.k8sResourceInfo?.spanID) add(out, name, alerts, false);
    } else if (span.startsWith('localserve:')) {
      // One span for each start of the server: the last one runs.
      const other = servers.get(name);
      if (!other || number(span) > number(other[0])) servers.set(name, alerts);
    } else if (!/^(monitor|events|liveupdate):/.test(span)) {
      add(out, name, alerts, false);
    }
  }
  for (const [name, alerts] of servers) add(out, name, alerts, false);
  return out;
}

function number(span: string): number {
  return Number(span.slice(span.lastIndexOf(':') + 1));
}

function add(out: Map<string, Alerts>, name: string, alerts: SpanAlerts, build: boolean): void {
  const old = out.get(name) ?? NO_ALERTS;
  const [, , warned, failed, firstWarning, lastError] = alerts;
  const place = lastError >= 0 ? lastError : firstWarning;
  out.set(name, {
    buildWarnings: old.buildWarnings + (build ? warned : 0),
    buildErrors: old.buildErrors + (build ? failed : 0),
    runtimeWarnings: old.runtimeWarnings + (build ? 0 : warned),
    runtimeErrors: old.runtimeErrors + (build ? 0 : failed),
    place: lastError >= 0 || old.place < 0 ? Math.max(place, old.place) : old.place,
  });
}

export function updateHealth(resource: UIResource, alerts: Alerts = NO_ALERTS): Health {
  if (isDisabled(resource)) return 'disabled';
  switch (resource.status.updateStatus) {
    case 'in_progress':
      return 'building';
    case 'pending':
      return 'pending';
    case 'error':
      return 'unhealthy';
    case 'ok':
      return alerts.buildWarnings > 0 || (resource.status.buildHistory?.[0]?.warnings?.length ?? 0) > 0 ? 'warning' : 'healthy';
    default:
      return 'none';
  }
}

export function runtimeHealth(resource: UIResource, alerts: Alerts = NO_ALERTS): Health {
  const { status } = resource;
  if (isDisabled(resource)) return 'disabled';
  if (status.runtimeStatus === 'error' || status.composeResourceInfo?.healthStatus === 'unhealthy') return 'unhealthy';
  if (status.runtimeStatus !== 'none' && status.runtimeStatus !== 'not_applicable' && alerts.runtimeWarnings > 0) return 'warning';
  switch (status.runtimeStatus) {
    case 'pending':
      return 'pending';
    case 'ok':
      return 'healthy';
    default:
      return 'none';
  }
}

/** The update decides until it is done; then what runs decides. */
export function health(resource: UIResource, alerts: Alerts = NO_ALERTS): Health {
  const update = updateHealth(resource, alerts);
  if (update !== 'healthy' && update !== 'none') {
    // A warning of the update must not hide that what runs has failed or is not there yet.
    const runtime = update === 'warning' ? runtimeHealth(resource, alerts) : 'none';
    return runtime === 'unhealthy' || runtime === 'pending' ? runtime : update;
  }
  const runtime = runtimeHealth(resource, alerts);
  return runtime === 'none' ? update : runtime;
}

/** How many resources are in which state, and how many shall be healthy. */
export interface Summary {
  readonly counts: ReadonlyMap<Health, number>;
  readonly healthy: number;
  readonly total: number;
}

export function summary(healths: readonly Health[]): Summary {
  const counts = new Map<Health, number>();
  for (const one of healths) counts.set(one, (counts.get(one) ?? 0) + 1);
  const count = (one: Health) => counts.get(one) ?? 0;
  return {
    counts,
    healthy: count('healthy') + count('warning'),
    total: healths.length - count('disabled') - count('none'),
  };
}

export function typeOf(resource: UIResource): string {
  if (resource.metadata.name === TILTFILE) return 'Tiltfile';
  const types = (resource.status.specs ?? []).map((spec) => spec.type);
  if (types.includes('k8s')) return 'K8s';
  if (types.includes('docker-compose')) return 'DCS';
  return types.includes('local') ? 'Local' : 'Unknown';
}

/** Labels in order; those with a slash in the key are for machines. */
export function labelsOf(resource: UIResource): string[] {
  return Object.entries(resource.metadata.labels ?? {})
    .filter(([key]) => !key.includes('/'))
    .map(([key, value]) => value || key)
    .sort();
}
