import { isDisabled, TILTFILE, type Alerts } from './status';
import type { Story, StoryBuild, UIResource, Waiting } from './types';

/** Why a resource is as it is. */
export interface Why {
  /** One sentence; empty if there is nothing to say. */
  text: string;
  /** What to try; empty if it is well. */
  advice: string;
  /** What changed before it: a sentence for the eyes below the first. */
  cause: string;
}

type Find = (name: string) => UIResource | undefined;

const MOST_NAMES = 3;

/** What the resource waits for or why it failed, what led to it, and what to try. */
export function why(resource: UIResource, story: Story | undefined, find: Find, alerts?: Alerts): Why {
  const { status } = resource;
  if (isDisabled(resource)) return said('Disabled', 'Enable it to have it started and kept up to date.');
  const last = story?.builds[0];
  if (status.updateStatus === 'in_progress') return said(`Updating: ${reason(story?.running)}`, '', '');
  if (status.updateStatus === 'error') {
    const error = status.buildHistory?.[0]?.error ?? '';
    return {
      text: firstLine(error) || 'The last update failed',
      cause: last ? `It ran because of ${reason(last)}.` : '',
      advice: adviceFor(resource, error),
    };
  }
  if (status.waiting) return { text: waitingFor(status.waiting, find), advice: waitAdvice(status.waiting, find), cause: '' };
  if (status.queued) return said('Queued: it starts as soon as a place is free');
  if (status.runtimeStatus === 'error') return runtimeFailure(resource, last);
  if (status.composeResourceInfo?.healthStatus === 'unhealthy') {
    return said('Its health check fails', 'Read what its container says; the check is in the Compose file.');
  }
  if (status.hasPendingChanges && (status.triggerMode ?? 0) % 3 !== 0) {
    return said(`Waits for you: ${files(story?.pending, story?.pendingMore) || 'something'} changed`, 'Start an update to bring the changes in.');
  }
  if (status.updateStatus === 'pending') return said('An update is about to start');
  if (status.runtimeStatus === 'pending') return startingUp(resource);
  if (status.updateStatus === 'none' && (status.triggerMode ?? 0) >= 2) return said('Starts when you start it');
  if (alerts && alerts.buildWarnings + alerts.runtimeWarnings > 0) {
    const count = alerts.buildWarnings + alerts.runtimeWarnings;
    return said(`${count} ${count === 1 ? 'warning' : 'warnings'} in its log`, 'Read the warning.');
  }
  return last && last.reason !== 'Initial Build' ? said(`Updated: ${reason(last)}`) : said('');
}

function said(text: string, advice = '', cause = ''): Why {
  return { text, advice, cause };
}

/** What led to an update, in words that follow "because of". */
export function reason(build: { reason: string; files?: string[]; filesMore?: number } | undefined): string {
  if (!build) return 'an update';
  const changed = files(build.files, build.filesMore);
  switch (build.reason) {
    case 'Initial Build':
      return 'the first start';
    case 'Web Trigger':
      return 'a click on this page';
    case 'CLI Trigger':
      return 'the trigger command';
    case 'HUD Trigger':
      return 'a key in the terminal';
    case 'Tilt Args':
      return 'changed arguments';
    case 'Dependency Updated':
      return 'an update of something it depends on';
    default:
      if (changed !== '') return `a change of ${changed}`;
      return build.reason === 'Config Changed' ? 'a changed Tiltfile' : build.reason.toLowerCase() || 'an update';
  }
}

function files(names: readonly string[] | undefined, more = 0): string {
  if (!names || names.length === 0) return '';
  const shown = names.slice(0, MOST_NAMES);
  const rest = names.length - shown.length + more;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : list(shown);
}

function list(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}

function adviceFor(resource: UIResource, error: string): string {
  if (resource.metadata.name === TILTFILE) return 'Correct the Tiltfile and save it: it is read again. What ran before keeps running.';
  if (/executable file not found|command not found|exit status 127/.test(error)) return 'A program is missing: install it, or correct the command.';
  if (/ErrImage|pull access|manifest unknown|no such image/i.test(error)) return 'The image cannot be had: look at its name and at the registry.';
  if (/connection refused|no such host|i\/o timeout|deadline exceeded/i.test(error)) return 'Something does not answer: see whether the cluster or the registry runs.';
  return 'Read the lines before the failure, correct the cause and save: it updates again.';
}

function runtimeFailure(resource: UIResource, last: StoryBuild | undefined): Why {
  const pod = resource.status.k8sResourceInfo;
  const cause = last && last.reason !== 'Initial Build' ? `Its last update came from ${reason(last)}.` : '';
  if (pod?.podName) {
    const restarts = pod.podRestarts ? ` after ${pod.podRestarts} ${pod.podRestarts === 1 ? 'restart' : 'restarts'}` : '';
    const text = firstLine(pod.podStatusMessage ?? '') || `Its pod is in ${pod.podStatus || 'error'}`;
    return { text: `${text}${restarts}`, cause, advice: 'Read the last lines of the pod.' };
  }
  if (resource.status.composeResourceInfo) return { text: 'Its container has failed', cause, advice: 'Read the last lines of the container.' };
  return { text: 'Its server has ended', cause, advice: 'Read its last lines, correct the cause and save, or start it again.' };
}

function startingUp(resource: UIResource): Why {
  const pod = resource.status.k8sResourceInfo;
  if (pod?.podName) return said(firstLine(pod.podStatusMessage ?? '') || `Its pod is ${pod.podStatus || 'starting'}, not ready yet`);
  return pod ? said('Waits for its first pod') : said('Started, not ready yet');
}

function names(waiting: Waiting): string[] {
  return (waiting.on ?? []).map((ref) => ref.name ?? '').filter((name) => name !== '');
}

function some(all: readonly string[]): string {
  return all.length <= MOST_NAMES ? list(all) : `${all.slice(0, MOST_NAMES).join(', ')} and ${all.length - MOST_NAMES} more`;
}

function waitingFor(waiting: Waiting, find: Find): string {
  const all = names(waiting);
  const on = some(all);
  switch (waiting.reason) {
    case 'waiting-for-dep': {
      const failed = all.filter((name) => isFailed(find(name)));
      if (failed.length > 0) return `Waits for ${some(failed)}, which ${failed.length === 1 ? 'has' : 'have'} failed`;
      const disabled = all.filter((name) => isOff(find(name)));
      if (disabled.length > 0) return `Waits for ${some(disabled)}, which ${disabled.length === 1 ? 'is' : 'are'} disabled`;
      return `Waits for ${on || 'a resource it depends on'} to be ready`;
    }
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

function waitAdvice(waiting: Waiting, find: Find): string {
  const all = names(waiting);
  if (waiting.reason === 'waiting-for-dep') {
    const failed = all.find((name) => isFailed(find(name)));
    if (failed) return `Repair ${failed} first.`;
    const off = all.find((name) => isOff(find(name)));
    return off ? `Enable ${off}.` : '';
  }
  if (waiting.reason === 'waiting-for-cluster') return 'See whether the cluster runs; it is tried again by itself.';
  return waiting.reason === 'is-unparallelizable-local' ? 'allow_parallel=True in the Tiltfile lets it run beside others.' : '';
}

function isFailed(resource: UIResource | undefined): boolean {
  return resource?.status.updateStatus === 'error' || resource?.status.runtimeStatus === 'error';
}

function isOff(resource: UIResource | undefined): boolean {
  return resource !== undefined && isDisabled(resource);
}

/** The short word for an update's state, as the list shows it. */
export function updateText(resource: UIResource): string {
  const { status } = resource;
  const last = status.buildHistory?.[0];
  const seconds = last?.startTime && last.finishTime ? (Date.parse(last.finishTime) - Date.parse(last.startTime)) / 1000 : undefined;
  if (isDisabled(resource)) return 'Disabled';
  switch (status.updateStatus) {
    case 'in_progress':
      return 'Updating…';
    case 'pending':
      return 'Update Pending';
    case 'error':
      return 'Update error';
    case 'ok':
      return seconds === undefined ? 'Updated' : `Updated in ${duration(seconds)}`;
    default:
      return '';
  }
}

export function runtimeText(resource: UIResource): string {
  if (isDisabled(resource)) return '';
  switch (resource.status.runtimeStatus) {
    case 'ok':
      return resource.status.composeResourceInfo?.healthStatus === 'unhealthy' ? 'Runtime unhealthy' : 'Runtime Ready';
    case 'pending':
      return 'Runtime Pending';
    case 'error':
      return 'Runtime error';
    default:
      return '';
  }
}

export function duration(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)}s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes}m ${Math.round(seconds % 60)}s` : `${Math.floor(minutes / 60)}h ${minutes % 60}m`;
}
