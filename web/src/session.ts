import { createContext, useContext } from 'react';
import type { LogSource } from './data/log';
import type { Prefs } from './data/prefs';
import type { Alerts } from './data/status';
import type { Row } from './data/table';
import type { State } from './data/store';
import type { UIResource } from './data/types';

/** What every part of the page may look at. */
export interface Session {
  readonly state: State;
  /** Whether it is a running session, not a snapshot. */
  readonly live: boolean;
  /** When a snapshot was made, empty if unknown. */
  readonly createdAt: string;
  readonly log: LogSource;
  readonly prefs: Prefs;
  readonly rows: readonly Row[];
  readonly alerts: ReadonlyMap<string, Alerts>;
  readonly find: (name: string) => UIResource | undefined;
  readonly cleared: Readonly<Record<string, number>>;
}

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('used outside of the page');
  return session;
}
