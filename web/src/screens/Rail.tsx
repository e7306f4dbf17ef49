import { useMemo, useRef } from 'react';
import type { WindowState } from '../data/logWindow';
import { useSession } from '../session';

interface Props {
  view: WindowState;
  seen: { first: number; count: number };
  rows: number;
  resources: readonly string[];
  onIndex: (index: number) => void;
  onPlace: (place: number) => void;
}

const MOST_MARKS = 60;
const PAUSE_MS = 60;

/** Where one is in the whole log, and where its failures are. Dragging it moves through all of it. */
export function Rail({ view, seen, rows, resources, onIndex, onPlace }: Props) {
  const { state } = useSession();
  const rail = useRef<HTMLDivElement>(null);
  const moved = useRef(0);
  // A filter shows fewer rows than lie in the range: the range decides.
  const total = Math.max(1, view.count);
  const inWindow = Math.max(1, total - view.countBefore - view.countAfter);
  const top = (view.countBefore + (inWindow * seen.first) / Math.max(1, rows)) / total;
  const size = Math.min(1, (inWindow * Math.min(1, seen.count / Math.max(1, rows))) / total);
  const marks = useMemo(() => {
    const span = Math.max(1, state.logEnd - view.begin);
    return state.alerts
      .filter(([, resource]) => resources.length === 0 || resources.includes(resource))
      .map(([spanId, , , errors, firstWarning, lastError]) => ({ key: spanId, bad: errors > 0, place: errors > 0 ? lastError : firstWarning }))
      .filter((mark) => mark.place >= view.begin)
      .slice(-MOST_MARKS)
      .map((mark) => ({ ...mark, at: (mark.place - view.begin) / span }));
  }, [state.alerts, state.logEnd, view.begin, resources]);
  const whole = view.atBegin && view.atEnd && seen.first === 0 && seen.count >= rows;
  if (whole && marks.length === 0) return <div className="rail idle" aria-hidden="true" />;
  const to = (clientY: number, always: boolean) => {
    const box = rail.current?.getBoundingClientRect();
    const now = performance.now();
    if (!box || (!always && now - moved.current < PAUSE_MS)) return;
    moved.current = now;
    onIndex(Math.round(Math.min(1, Math.max(0, (clientY - box.top) / box.height)) * total));
  };
  return (
    <div className="rail">
      <div
      className="rail-track"
      ref={rail}
      role="scrollbar"
      aria-controls="main"
      aria-label="Place in the log"
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={Math.round(top * total)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        to(event.clientY, true);
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && to(event.clientY, false)}
      onPointerUp={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && to(event.clientY, true)}
    >
        {!whole && <span className="rail-thumb" style={{ top: `${100 * Math.min(top, 1 - Math.max(size, 0.02))}%`, height: `max(${100 * size}%, 18px)` }} />}
      </div>
      {marks.map((mark) => (
        <button
          key={mark.key}
          type="button"
          tabIndex={-1}
          className={mark.bad ? 'rail-mark bad' : 'rail-mark'}
          style={{ top: `${100 * mark.at}%` }}
          aria-label={mark.bad ? 'Go to a failure' : 'Go to a warning'}
          title={mark.bad ? 'Go to this failure' : 'Go to this warning'}
          onClick={() => onPlace(mark.place)}
        />
      ))}
    </div>
  );
}
