import type { Cluster, SpanAlerts, Story, UIButton, UIResource, UISession, View } from './types';

/** How the page gets its data: `polling` when WebSockets are blocked. */
export type Connection = 'connecting' | 'open' | 'polling' | 'lost' | 'snapshot';

/** What the page shows; a new object after each change. Lists keep their identity while nothing in them changes. */
export interface State {
  readonly connection: Connection;
  /** Another server answers than the one that sent this. */
  readonly session: UISession | undefined;
  readonly startTime: string;
  readonly resources: readonly UIResource[];
  readonly buttons: readonly UIButton[];
  readonly clusters: readonly Cluster[];
  readonly stories: ReadonlyMap<string, Story>;
  readonly alerts: readonly SpanAlerts[];
  readonly logEnd: number;
  readonly version: number;
  readonly loaded: boolean;
}

export const EMPTY: State = {
  connection: 'connecting',
  session: undefined,
  startTime: '',
  resources: [],
  buttons: [],
  clusters: [],
  stories: new Map(),
  alerts: [],
  logEnd: 0,
  version: 0,
  loaded: false,
};

/** Merges the server's messages. The page reads it through `subscribe` and `state`. */
export class ViewStore {
  private readonly listeners = new Set<() => void>();
  private current: State = EMPTY;

  /** @param onNewServer called when another server answers than before: its page may be another, too */
  constructor(private readonly onNewServer: () => void) {}

  readonly state = (): State => this.current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  connection(connection: Connection): void {
    if (this.current.connection !== connection) this.set({ ...this.current, connection });
  }

  receive(view: View): void {
    if (view.beat) return;
    const old = this.current;
    const startTime = view.tiltStartTime ?? old.startTime;
    if (old.startTime !== '' && startTime !== old.startTime) {
      this.onNewServer();
      return;
    }
    const whole = view.isComplete === true;
    const stories = whole ? new Map<string, Story>() : view.stories ? new Map(old.stories) : old.stories;
    for (const story of view.stories ?? []) (stories as Map<string, Story>).set(story.name, story);
    this.set({
      connection: old.connection,
      session: view.uiSession ?? old.session,
      startTime,
      resources: merge(whole ? [] : old.resources, view.uiResources, byOrder),
      buttons: merge(whole ? [] : old.buttons, view.uiButtons, byName),
      clusters: merge(whole ? [] : old.clusters, view.clusters, byName),
      stories,
      alerts: view.alerts ?? old.alerts,
      logEnd: view.logEnd ?? old.logEnd,
      version: view.version ?? old.version,
      loaded: true,
    });
  }

  private set(state: State): void {
    this.current = state;
    for (const listener of this.listeners) listener();
  }
}

interface Named {
  metadata: { name: string; deletionTimestamp?: string };
}

function byOrder(a: UIResource, b: UIResource): number {
  return (a.status.order ?? 0) - (b.status.order ?? 0) || byName(a, b);
}

function byName(a: Named, b: Named): number {
  return a.metadata.name < b.metadata.name ? -1 : a.metadata.name > b.metadata.name ? 1 : 0;
}

function merge<T extends Named>(old: readonly T[], changed: readonly T[] | undefined, order: (a: T, b: T) => number): readonly T[] {
  if (!changed || changed.length === 0) return old;
  const all = new Map(old.map((one) => [one.metadata.name, one]));
  for (const one of changed) {
    if (one.metadata.deletionTimestamp) all.delete(one.metadata.name);
    else all.set(one.metadata.name, one);
  }
  return [...all.values()].sort(order);
}
