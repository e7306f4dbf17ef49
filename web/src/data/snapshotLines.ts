import type { LogList, LogSegment } from './types';

/** One line of a snapshot's log. `resource` is empty for lines of the session itself. */
export interface SnapshotLine {
  readonly id: number;
  readonly resource: string;
  readonly spanId: string;
  readonly level: string;
  readonly time: string;
  readonly text: string;
  readonly anchor: boolean;
  readonly event: string;
}

interface Open {
  line: SnapshotLine;
  progressId: string;
}

/** The lines of a snapshot. A line may be in pieces; a line with a progress id replaces the one that had it. */
export class SnapshotLines {
  private lines: SnapshotLine[] = [];
  private nextId = 0;
  private open = new Map<string, Open>();
  private progress = new Map<string, number>();

  all(): readonly SnapshotLine[] {
    return this.lines;
  }

  append(list: LogList): void {
    for (const segment of list.segments ?? []) {
      const spanId = segment.spanId ?? '';
      this.segment(segment, spanId, list.spans?.[spanId]?.manifestName ?? '');
    }
  }

  private segment(segment: LogSegment, spanId: string, resource: string): void {
    const progressId = segment.fields?.['progressID'] ?? '';
    const parts = (segment.text ?? '').split('\n');
    parts.forEach((part, index) => {
      const last = index === parts.length - 1;
      if (last && part === '') return;
      this.piece(segment, spanId, resource, progressId, part, !last);
    });
  }

  private piece(segment: LogSegment, spanId: string, resource: string, progressId: string, text: string, ends: boolean): void {
    const open = this.open.get(spanId);
    if (open && open.progressId === progressId) {
      const line = { ...open.line, text: open.line.text + text };
      this.lines[line.id] = line;
      if (ends) this.open.delete(spanId);
      else this.open.set(spanId, { line, progressId });
      return;
    }
    const key = `${spanId}\n${progressId}`;
    const earlier = progressId === '' ? undefined : this.progress.get(key);
    const line: SnapshotLine = {
      id: earlier ?? this.nextId++,
      resource,
      spanId,
      level: segment.level ?? 'INFO',
      time: segment.time ?? '',
      text,
      anchor: segment.anchor === true,
      event: segment.fields?.['buildEvent'] ?? '',
    };
    if (progressId !== '') this.progress.set(key, line.id);
    this.lines[line.id] = line;
    if (!ends) this.open.set(spanId, { line, progressId });
  }
}
