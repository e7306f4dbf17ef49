import { useEffect, useSyncExternalStore } from 'react';
import { Detail } from './screens/Detail';
import { Header } from './screens/Header';
import { Table } from './screens/Table';
import { useRoute } from './view/route';
import { health } from './view/status';
import type { State, ViewStore } from './view/store';

export function App({ store }: { store: ViewStore }) {
  const state = useSyncExternalStore(store.subscribe, store.state);
  const route = useRoute();
  useEffect(() => {
    document.title = title(state);
  }, [state]);
  return (
    <>
      <Header state={state} route={route} />
      {state.resources.length === 0 ? (
        <main className="hero">Loading…</main>
      ) : route.screen === 'table' ? (
        <Table resources={state.resources} />
      ) : (
        <Detail state={state} selected={route.resource} />
      )}
    </>
  );
}

/** The tab says at a glance whether to look. */
export function title(state: State): string {
  if (state.connection === 'lost') return 'Disconnected ┊ Camber';
  const healths = state.resources.map(health).filter((one) => one !== 'disabled' && one !== 'none');
  const failed = healths.filter((one) => one === 'unhealthy').length;
  if (failed > 0) return `✖︎ ${failed} ┊ Camber`;
  const ready = healths.filter((one) => one === 'healthy').length;
  return ready < healths.length ? `… ${ready}/${healths.length} ┊ Camber` : `✔︎ ${ready}/${healths.length} ┊ Camber`;
}
