import type { UIResource } from './types';

/** How a resource does, in one word; the order is that of urgency. */
export type Health = 'unhealthy' | 'building' | 'pending' | 'healthy' | 'none' | 'disabled';

export const HEALTHS: readonly Health[] = ['unhealthy', 'building', 'pending', 'healthy', 'none', 'disabled'];

export function isDisabled(resource: UIResource): boolean {
  const status = resource.status.disableStatus;
  return status !== undefined && status.state === 'Disabled';
}

export function updateHealth(resource: UIResource): Health {
  if (isDisabled(resource)) return 'disabled';
  switch (resource.status.updateStatus) {
    case 'in_progress':
      return 'building';
    case 'pending':
      return 'pending';
    case 'error':
      return 'unhealthy';
    case 'ok':
      return 'healthy';
    default:
      return 'none';
  }
}

export function runtimeHealth(resource: UIResource): Health {
  if (isDisabled(resource)) return 'disabled';
  switch (resource.status.runtimeStatus) {
    case 'error':
      return 'unhealthy';
    case 'pending':
      return 'pending';
    case 'ok':
      return 'healthy';
    default:
      return 'none';
  }
}

/** The update decides until it is done; then what runs decides. */
export function health(resource: UIResource): Health {
  const update = updateHealth(resource);
  if (update !== 'healthy' && update !== 'none') return update;
  const runtime = runtimeHealth(resource);
  return runtime === 'none' ? update : runtime;
}

/** What the resource waits for or why it failed, in one sentence; empty if all is well. */
export function why(resource: UIResource): string {
  const { status } = resource;
  if (isDisabled(resource)) return 'Disabled';
  const last = status.buildHistory?.[0];
  if (status.updateStatus === 'error' && last?.error) return last.error;
  if (status.waiting) return waitingFor(status.waiting);
  if (status.runtimeStatus === 'error') {
    return status.k8sResourceInfo?.podStatusMessage || status.k8sResourceInfo?.podStatus || 'What runs has failed: see its log';
  }
  if (status.updateStatus === 'none' && (status.triggerMode ?? 0) >= 2) return 'Starts when triggered';
  return '';
}

function waitingFor(waiting: NonNullable<UIResource['status']['waiting']>): string {
  const names = (waiting.on ?? []).map((ref) => ref.name ?? '').filter((name) => name !== '');
  const on = names.length === 0 ? '' : names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
  switch (waiting.reason) {
    case 'waiting-for-dep':
      return `Waits for ${on || 'a resource it depends on'}`;
    case 'building-component':
      return `Waits for an image that is being built${on ? `: ${on}` : ''}`;
    case 'waiting-for-cluster':
      return 'Waits for the connection to the cluster';
    case 'waiting-for-local':
      return `Waits for ${on || 'a local resource'} to finish`;
    case 'is-unparallelizable-local':
      return `Waits until nothing else updates${on ? ` (${on})` : ''}`;
    case 'waiting-for-uncategorized':
      return 'Waits for the uncategorized objects';
    case 'waiting-for-deploy':
      return 'Waits for its container to start';
    case 'tiltfile-reload':
      return 'Waits for the Tiltfile';
    default:
      return `Waits: ${waiting.reason}`;
  }
}

export const healthText: Record<Health, string> = {
  unhealthy: 'Failed',
  building: 'Updating',
  pending: 'Pending',
  healthy: 'Ready',
  none: 'Idle',
  disabled: 'Disabled',
};
