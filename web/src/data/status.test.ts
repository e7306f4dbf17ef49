import { describe, expect, it } from 'vitest';
import { alertsByResource, health, labelsOf, summary, warnings } from './status';
import type { ResourceStatus, SpanAlerts, UIResource } from './types';
import { why } from './why';

const resource = (name: string, status: ResourceStatus): UIResource => ({ metadata: { name }, status });
const none = () => undefined;

describe('how a resource does', () => {
  it('is decided by the update until it is done, then by what runs', () => {
    expect(health(resource('a', { updateStatus: 'in_progress', runtimeStatus: 'ok' }))).toBe('building');
    expect(health(resource('a', { updateStatus: 'ok', runtimeStatus: 'error' }))).toBe('unhealthy');
    expect(health(resource('a', { updateStatus: 'error', runtimeStatus: 'ok' }))).toBe('unhealthy');
    expect(health(resource('a', { updateStatus: 'ok', runtimeStatus: 'not_applicable' }))).toBe('healthy');
    expect(health(resource('a', { updateStatus: 'none', runtimeStatus: 'none' }))).toBe('none');
    expect(health(resource('a', { updateStatus: 'ok', runtimeStatus: 'ok', composeResourceInfo: { healthStatus: 'unhealthy' } }))).toBe('unhealthy');
  });

  it('is disabled also while that is not known yet, and enabled without the field', () => {
    expect(health(resource('a', { updateStatus: 'ok', disableStatus: { state: '' } }))).toBe('disabled');
    expect(health(resource('a', { updateStatus: 'ok', disableStatus: { state: 'Enabled' } }))).toBe('healthy');
  });

  it('a failed server is not hidden behind a warning of its update', () => {
    const one = resource('a', { updateStatus: 'ok', runtimeStatus: 'error', buildHistory: [{ warnings: ['w'] }] });
    expect(health(one)).toBe('unhealthy');
  });

  it('counts warnings as healthy, updates as under way, idle ones not at all', () => {
    const sum = summary(['healthy', 'warning', 'building', 'none', 'disabled', 'unhealthy']);
    expect([sum.healthy, sum.total]).toEqual([2, 4]);
  });

  it('shows the values of labels that are for people', () => {
    expect(labelsOf({ metadata: { name: 'a', labels: { b: 'back', 'x/y': 'z', a: '' } }, status: {} })).toEqual(['a', 'back']);
  });
});

describe('alerts', () => {
  const spans: SpanAlerts[] = [
    ['build:1', 'a', 3, 1, 5, 9],
    ['build:2', 'a', 1, 0, 20, -1],
    ['pod:a:old', 'a', 7, 0, 1, -1],
    ['pod:a:new', 'a', 2, 1, 30, 44],
    ['localserve:3', 'b', 1, 0, 2, -1],
    ['localserve:12', 'b', 4, 0, 60, -1],
  ];
  const a = resource('a', { buildHistory: [{ spanID: 'build:2' }, { spanID: 'build:1' }], k8sResourceInfo: { spanID: 'pod:a:new' } });
  const b = resource('b', {});

  it('are those of the newest update and of what runs now', () => {
    const found = alertsByResource([a, b], spans);
    expect(found.get('a')).toEqual({ buildWarnings: 1, buildErrors: 0, runtimeWarnings: 2, runtimeErrors: 1, place: 44 });
    expect(warnings(found.get('b') ?? { buildWarnings: 0, buildErrors: 0, runtimeWarnings: 0, runtimeErrors: 0, place: 0 })).toBe(4);
  });

  it('go when the log is cleared', () => {
    expect(alertsByResource([a], spans, () => 100).size).toBe(0);
  });
});

describe('why', () => {
  const story = { name: 'a', builds: [{ reason: 'Changed Files', files: ['main.go'], startTime: '', finishTime: '', spanID: 'build:2', warnings: 0 }] };

  it('a failure names its cause, the change before it and what to try', () => {
    const found = why(resource('a', { updateStatus: 'error', buildHistory: [{ error: 'exit status 2\nmore' }] }), story, none);
    expect(found).toEqual({
      text: 'exit status 2',
      cause: 'It ran because of a change of main.go.',
      advice: 'Read the lines before the failure, correct the cause and save: it updates again.',
    });
  });

  it('waiting for what has failed says so, and what to do first', () => {
    const failed = resource('db', { updateStatus: 'error' });
    const found = why(resource('a', { updateStatus: 'pending', waiting: { reason: 'waiting-for-dep', on: [{ name: 'db' }, { name: 'x' }] } }), undefined, (name) => (name === 'db' ? failed : undefined));
    expect(found.text).toBe('Waits for db, which has failed');
    expect(found.advice).toBe('Repair db first.');
  });

  it('changes that wait for somebody are named', () => {
    const one = resource('a', { updateStatus: 'ok', triggerMode: 2, hasPendingChanges: true });
    expect(why(one, { name: 'a', builds: [], pending: ['a.go', 'b.go'] }, none).text).toBe('Waits for you: a.go and b.go changed');
  });

  it('a pod’s own words come first', () => {
    const one = resource('a', { updateStatus: 'ok', runtimeStatus: 'error', k8sResourceInfo: { podName: 'a-1', podStatus: 'CrashLoopBackOff', podRestarts: 3 } });
    expect(why(one, undefined, none).text).toBe('Its pod is in CrashLoopBackOff after 3 restarts');
  });

  it('every reason to wait has a sentence', () => {
    const text = (reason: string) => why(resource('a', { updateStatus: 'pending', waiting: { reason, on: [{ name: 'x' }] } }), undefined, none).text;
    expect(['waiting-for-dep', 'building-component', 'waiting-for-cluster', 'waiting-for-local', 'is-unparallelizable-local', 'waiting-for-uncategorized', 'waiting-for-deploy', 'tiltfile-reload'].map(text)).toEqual([
      'Waits for x to be ready',
      'Waits for an image that is being built: x',
      'Waits for the connection to the cluster',
      'Waits for x to finish',
      'Waits until nothing else updates (x)',
      'Waits for the uncategorized objects',
      'Waits for its container to start',
      'Waits for the Tiltfile',
    ]);
  });
});
