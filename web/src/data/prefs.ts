import { useSyncExternalStore } from 'react';

/** What the browser remembers, under the reference's names where it has one. */
const listeners = new Set<() => void>();
let revision = 0;

function changed(): void {
  revision++;
  for (const listener of listeners) listener();
}

addEventListener('storage', changed);

function key(tiltfileKey: string, name: string): string {
  return `tilt-${JSON.stringify({ tiltfileKey, key: name })}`;
}

function read<T>(storage: () => Storage, name: string, otherwise: T): T {
  try {
    const text = storage().getItem(name);
    return text === null ? otherwise : (JSON.parse(text) as T);
  } catch {
    return otherwise; // no storage, or something else's value
  }
}

function write(storage: () => Storage, name: string, value: unknown): void {
  try {
    storage().setItem(name, JSON.stringify(value));
  } catch {
    // A full or forbidden storage costs only the memory of a choice.
  }
  changed();
}

const local = () => localStorage;
const session = () => sessionStorage;

export class Prefs {
  constructor(private readonly tiltfileKey: string) {}

  stars(): string[] {
    const value = read<unknown>(local, key(this.tiltfileKey, 'pinned-resources'), []);
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
  }

  star(name: string, on: boolean): void {
    const rest = this.stars().filter((one) => one !== name);
    write(local, key(this.tiltfileKey, 'pinned-resources'), on ? [...rest, name] : rest);
  }

  groups(): Record<string, { expanded: boolean }> {
    return read(local, key(this.tiltfileKey, 'resource-groups'), {});
  }

  setGroups(groups: Record<string, { expanded: boolean }>): void {
    write(local, key(this.tiltfileKey, 'resource-groups'), groups);
  }

  inputs(button: string): Record<string, string | boolean> {
    return read(local, key(this.tiltfileKey, `apibutton-${button}`), {});
  }

  setInputs(button: string, values: Record<string, string | boolean>): void {
    write(local, key(this.tiltfileKey, `apibutton-${button}`), values);
  }

  sidebar(): { alertsOnTop: boolean; resourceNameFilter: string; showDisabledResources: boolean } {
    const kept = read<Partial<ReturnType<Prefs['sidebar']>>>(session, key(this.tiltfileKey, 'sidebar_options'), {});
    return { alertsOnTop: false, resourceNameFilter: '', showDisabledResources: false, ...kept };
  }

  setSidebar(change: Partial<ReturnType<Prefs['sidebar']>>): void {
    write(session, key(this.tiltfileKey, 'sidebar_options'), { ...this.sidebar(), ...change });
  }

  /** By resource, the place before which its log was cleared in this session; `''` for all resources. */
  cleared(startTime: string): Record<string, number> {
    const kept = read<{ startTime?: string; places?: Record<string, number> }>(local, key(this.tiltfileKey, 'cleared'), {});
    return kept.startTime === startTime ? (kept.places ?? {}) : {};
  }

  setCleared(startTime: string, places: Record<string, number>): void {
    write(local, key(this.tiltfileKey, 'cleared'), { startTime, places });
  }
}

/** Choices of the whole page: not of one Tiltfile. */
export interface Choices {
  theme: 'system' | 'light' | 'dark';
  times: boolean;
  wrap: boolean;
  notify: boolean;
}

const CHOICES: Choices = { theme: 'system', times: false, wrap: true, notify: false };

export function choices(): Choices {
  return { ...CHOICES, ...read<Partial<Choices>>(local, 'camber.choices', {}) };
}

export function choose(change: Partial<Choices>): void {
  write(local, 'camber.choices', { ...choices(), ...change });
}

const SCALE = 'tilt.global.log-font-scale';

/** The size of the log's text in percent. */
export function fontScale(): number {
  const value = Number.parseInt(read<string>(local, SCALE, '100%'), 10);
  return Number.isFinite(value) ? Math.min(300, Math.max(10, value)) : 100;
}

export function setFontScale(percent: number): void {
  write(local, SCALE, `${Math.min(300, Math.max(10, percent))}%`);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Renders again when something that is remembered changes. */
export function usePrefsRevision(): number {
  return useSyncExternalStore(subscribe, () => revision);
}
