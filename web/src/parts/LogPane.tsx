import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { runs } from '../view/ansi';
import type { LogLine } from '../view/logs';

const ROW_PX = 20;
const NEAR_END_PX = 40;

/** The lines, newest at the bottom; follows the end until somebody scrolls up. */
export function LogPane({ lines, withNames }: { lines: readonly LogLine[]; withNames: boolean }) {
  const scroller = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(true);
  const [seen, setSeen] = useState(lines.length);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => lines[index]?.id ?? index,
    overscan: 30,
  });

  useEffect(() => {
    if (following && lines.length > 0) {
      virtual.scrollToIndex(lines.length - 1, { align: 'end' });
      setSeen(lines.length);
    }
  }, [following, lines, virtual]);

  const scrolled = () => {
    const element = scroller.current;
    if (element) setFollowing(element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX);
  };

  return (
    <div className="log-frame">
      <div className="log" ref={scroller} onScroll={scrolled} role="log" aria-label="Log pane" tabIndex={0}>
        {lines.length === 0 && <p className="empty">No log yet</p>}
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map((item) => {
            const line = lines[item.index];
            if (!line) return null;
            const before = lines[item.index - 1];
            return (
              <div
                key={item.key}
                data-index={item.index}
                ref={virtual.measureElement}
                className={`line level-${line.level.toLowerCase()} ${line.isBuildEvent ? 'build-event' : ''}`}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                {withNames && (
                  <span className="line-name" title={line.resource || '(session)'}>
                    {before?.resource === line.resource ? '' : line.resource}
                  </span>
                )}
                <span className="line-text">
                  {runs(line.text).map((run, index) => (
                    <span key={index} className={run.classes}>
                      {run.text}
                    </span>
                  ))}
                </span>
              </div>
            );
          })}
        </div>
      </div>
      {!following && (
        <button type="button" className="follow" onClick={() => setFollowing(true)}>
          {lines.length > seen ? `${lines.length - seen} new lines ↓` : 'Follow ↓'}
        </button>
      )}
    </div>
  );
}
