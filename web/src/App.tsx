import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { LogSource } from './data/log';
import { choices, Prefs, usePrefsRevision } from './data/prefs';
import { useRoute } from './data/route';
import { alertsByResource, health, labelsOf, NO_ALERTS, summary, type Summary } from './data/status';
import type { State, ViewStore } from './data/store';
import type { Row } from './data/table';
import { Dialogs } from './screens/Dialogs';
import { Detail } from './screens/Detail';
import { Header } from './screens/Header';
import { ShellDock } from './screens/ShellDock';
import { Table } from './screens/Table';
import { Toasts } from './parts/toasts';
import { SessionContext, type Session } from './session';

interface Props {
  store: ViewStore;
  log: LogSource;
  live: boolean;
  createdAt?: string;
}

export function App({ store, log, live, createdAt = '' }: Props) {
  const state = useSyncExternalStore(store.subscribe, store.state);
  const route = useRoute();
  const revision = usePrefsRevision();
  const session = useSessionOf(state, log, live, createdAt, revision);
  const healths = useMemo(() => summary(session.rows.map((row) => row.health)), [session.rows]);
  useTitle(state, healths, live);
  useNotifications(healths, state, live);
  useEffect(() => {
    document.documentElement.dataset['theme'] = choices().theme;
  }, [revision]);
  return (
    <SessionContext.Provider value={session}>
      <a className="skip" href="#main">
        Skip to the resources
      </a>
      <Header summary={healths} route={route} />
      {!state.loaded || state.resources.length === 0 ? (
        <main id="main" className="hero" role="status">
          <span className="hero-mark" aria-hidden="true" />
          {state.connection === 'lost' ? 'Camber does not answer. Is it running?' : 'Loading…'}
        </main>
      ) : route.screen === 'table' ? (
        <Table route={route} />
      ) : (
        <Detail route={route} />
      )}
      {live && <ShellDock />}
      <Dialogs route={route} />
      <Toasts />
    </SessionContext.Provider>
  );
}

function useSessionOf(state: State, log: LogSource, live: boolean, createdAt: string, revision: number): Session {
  const tiltfileKey = state.session?.status.tiltfileKey ?? '';
  const prefs = useMemo(() => new Prefs(tiltfileKey), [tiltfileKey]);
  // What is remembered is read again when it changes.
  const stars = useMemo(() => new Set(prefs.stars()), [prefs, revision]);
  const cleared = useMemo(() => (live ? prefs.cleared(state.startTime) : {}), [prefs, live, state.startTime, revision]);
  const byName = useMemo(() => new Map(state.resources.map((resource) => [resource.metadata.name, resource])), [state.resources]);
  const alerts = useMemo(
    () => alertsByResource(state.resources, state.alerts, (name) => Math.max(cleared[''] ?? 0, cleared[name] ?? 0)),
    [state.resources, state.alerts, cleared],
  );
  const rows = useMemo(
    () =>
      state.resources.map((resource): Row => {
        const name = resource.metadata.name;
        const last = resource.status.lastDeployTime ?? resource.status.buildHistory?.[0]?.finishTime;
        return {
          resource,
          name,
          health: health(resource, alerts.get(name) ?? NO_ALERTS),
          updated: last ? Date.parse(last) : 0,
          labels: labelsOf(resource),
          starred: stars.has(name),
        };
      }),
    [state.resources, alerts, stars],
  );
  return useMemo(
    () => ({ state, live, createdAt, log, prefs, rows, alerts, cleared, find: (name: string) => byName.get(name) }),
    [state, live, createdAt, log, prefs, rows, alerts, cleared, byName],
  );
}

/** The tab says at a glance whether to look. */
export function title(state: Pick<State, 'connection'>, healths: Summary, live: boolean): string {
  const failed = healths.counts.get('unhealthy') ?? 0;
  const text =
    state.connection === 'lost'
      ? 'Disconnected'
      : failed > 0
        ? `✖︎ ${failed}`
        : healths.healthy < healths.total
          ? `… ${healths.healthy}/${healths.total}`
          : `✔︎ ${healths.healthy}/${healths.total}`;
  return `${live ? '' : 'Snapshot: '}${text} ┊ Camber`;
}

function useTitle(state: State, healths: Summary, live: boolean): void {
  const text = title(state, healths, live);
  const colour = /^(Snapshot: )?✖/.test(text) ? 'bad' : /✔/.test(text) && healths.total > 0 ? 'good' : 'grey';
  useEffect(() => {
    document.title = text;
  }, [text]);
  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    if (icon) icon.href = `/favicon-${colour}.svg`;
  }, [colour]);
}

/** Tells what fails and when all is ready, if somebody asked for it; what is so from the start is not told. */
function useNotifications(healths: Summary, state: State, live: boolean): void {
  const failed = healths.counts.get('unhealthy') ?? 0;
  const settled = failed === 0 && healths.healthy === healths.total && healths.total > 0;
  const [before, setBefore] = useState<{ failed: number; settled: boolean }>();
  useEffect(() => {
    if (!live || !state.loaded || state.resources.length === 0) return;
    if (before && choices().notify && 'Notification' in window && Notification.permission === 'granted') {
      if (failed > before.failed) new Notification(`Unhealthy resources: ${failed}`, { tag: 'camber' });
      else if (settled && !before.settled) new Notification('Ready', { tag: 'camber' });
    }
    if (before?.failed !== failed || before.settled !== settled) setBefore({ failed, settled });
  }, [live, state.loaded, state.resources.length, failed, settled, before]);
}
