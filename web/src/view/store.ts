import { LogLines, type LogLine } from './logs';
import type { UIResource, UISession, View } from './types';

export type Connection = 'connecting' | 'open' | 'lost';

/** What the page shows; a new object after each change. */
export interface State {
  readonly connection: Connection;
  readonly session: UISession | undefined;
  readonly resources: readonly UIResource[];
  readonly lines: readonly LogLine[];
}

/** Merges the server's messages. The page reads it through `subscribe` and `state`. */
export class ViewStore {
  private readonly log = new LogLines();
  private readonly listeners = new Set<() => void>();
  private startTime: string | undefined;
  private current: State = { connection: 'connecting', session: undefined, resources: [], lines: [] };

  /** @param onNewServer called when another server answers than before: its page may be another, too */
  constructor(private readonly onNewServer: () => void) {}

  readonly state = (): State => this.current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  connection(connection: Connection): void {
    this.set({ ...this.current, connection });
  }

  receive(view: View): void {
    if (view.tiltStartTime !== undefined) {
      if (this.startTime !== undefined && this.startTime !== view.tiltStartTime) {
        this.onNewServer();
        return;
      }
      this.startTime = view.tiltStartTime;
    }
    if (view.isComplete) this.log.clear();
    if (view.logList) this.log.append(view.logList);
    this.set({
      connection: 'open',
      session: view.uiSession ?? this.current.session,
      resources: merge(view.isComplete ? [] : this.current.resources, view.uiResources ?? []),
      lines: this.log.all(),
    });
  }

  private set(state: State): void {
    this.current = state;
    for (const listener of this.listeners) listener();
  }
}

function merge(old: readonly UIResource[], changed: readonly UIResource[]): readonly UIResource[] {
  if (changed.length === 0) return old;
  const byName = new Map(old.map((resource) => [resource.metadata.name, resource]));
  for (const resource of changed) {
    if (resource.metadata.deletionTimestamp) byName.delete(resource.metadata.name);
    else byName.set(resource.metadata.name, resource);
  }
  return [...byName.values()].sort(
    (a, b) => (a.status.order ?? 0) - (b.status.order ?? 0) || a.metadata.name.localeCompare(b.metadata.name),
  );
}
