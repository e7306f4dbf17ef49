import { stamp } from '../parts/time';
import { goPath } from './route';
import { token } from './token';
import type { Snapshot, View } from './types';

/** The id of a snapshot that was opened from a file. */
const FROM_FILE = 'file';
const LARGEST_LOG = 1_000_000;
const OPENED = 'camber:snapshot';

let opened: Snapshot | undefined;

/** Reads a file as a snapshot and shows it; fails with what is wrong with it. */
export async function openFile(file: File): Promise<void> {
  let snapshot: Snapshot;
  try {
    snapshot = JSON.parse(await file.text()) as Snapshot;
  } catch {
    throw new Error(`${file.name} is no snapshot: found something else than JSON, wanted what “Save Snapshot” writes`);
  }
  if (typeof snapshot !== 'object' || snapshot === null || typeof snapshot.view !== 'object') {
    throw new Error(`${file.name} is no snapshot: it has no "view"`);
  }
  opened = snapshot;
  dispatchEvent(new Event(OPENED));
}

/** Calls back when a file is opened. */
export function openedSnapshot(show: (snapshot: Snapshot) => void): void {
  addEventListener(OPENED, () => {
    if (!opened) return;
    goPath(`/snapshot/${FROM_FILE}${localPath(opened.path)}`);
    show(opened);
  });
}

/** The snapshot that the server has under an id. */
export async function serverSnapshot(id: string): Promise<Snapshot> {
  if (id === FROM_FILE) throw new Error('This snapshot came from a file: open the file again from the camera button of a running session.');
  const answer = await fetch(`/api/snapshot/${encodeURIComponent(id)}`, { headers: token(), cache: 'no-store' });
  if (!answer.ok) throw new Error(`The snapshot cannot be read: ${(await answer.text()).trim() || answer.status}`);
  const snapshot = (await answer.json()) as Snapshot;
  if (snapshot.path && /^\/snapshot\/[^/]+\/?$/.test(location.pathname)) goPath(`/snapshot/${id}${localPath(snapshot.path)}`);
  return snapshot;
}

/** A path of a stored snapshot, if it is one of this page. */
function localPath(path: string | undefined): string {
  return path && /^\/[^/\\]/.test(path) ? path.replace(/^\/snapshot\/[^/]+/, '') : '/overview';
}

/** Fetches the session as it is and saves it as a file. */
export async function saveSnapshot(): Promise<string> {
  const answer = await fetch('/api/view', { headers: token(), cache: 'no-store' });
  if (!answer.ok) throw new Error(`The session cannot be read: ${(await answer.text()).trim()}`);
  const view = shortened((await answer.json()) as View);
  const now = new Date();
  const snapshot: Snapshot = { view, createdAt: now.toISOString(), path: location.pathname + location.search };
  const name = `tilt-snapshot_${stamp(now)}.json`;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([JSON.stringify(snapshot)], { type: 'application/json' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  return name;
}

/** Only the newest lines: a snapshot is for a mail. */
function shortened(view: View): View {
  const segments = view.logList?.segments ?? [];
  let size = 0;
  let from = segments.length;
  while (from > 0 && size < LARGEST_LOG) size += (segments[--from]?.text ?? '').length;
  return { ...view, logList: { ...view.logList, segments: segments.slice(from) } };
}
