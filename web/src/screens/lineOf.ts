import type { Place } from '../data/route';
import type { Alerts } from '../data/status';
import type { UIResource } from '../data/types';

/**
 * The line that says why a resource is as it is: its last error, or its first warning, or simply the end of its log.
 *
 * @param alerts where they are, if there are any
 */
export function lineOf(resource: UIResource | undefined, name: string, alerts?: Alerts, startTime = ''): Place {
  const waitsOn = resource?.status.waiting?.on?.find((ref) => ref.kind === 'UIResource')?.name;
  if (alerts && alerts.place >= 0) return { resource: name, query: { line: lineAddress(alerts.place, startTime) } };
  return { resource: resource?.status.waiting && waitsOn ? waitsOn : name };
}

/** A line's permanent address: its place, and in which session. */
export function lineAddress(place: number, startTime: string): string {
  const session = Date.parse(startTime);
  return Number.isNaN(session) ? String(place) : `${place}-${session.toString(36)}`;
}

/** Reads an address. */
export function placeOf(address: string, startTime: string): { place: number | undefined; isOther: boolean } {
  const match = /^(\d{1,15})(?:-([0-9a-z]+))?$/.exec(address);
  if (!match) return { place: undefined, isOther: false };
  const session = Date.parse(startTime);
  const isOther = match[2] !== undefined && !Number.isNaN(session) && match[2] !== session.toString(36);
  return { place: isOther ? undefined : Number(match[1]), isOther };
}
