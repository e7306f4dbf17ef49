import type { LogList, LogSegment } from './types';

/** One line of the log. `resource` is empty for lines of the session itself. */
export interface LogLine {
  readonly id: number;
  readonly resource: string;
  readonly spanId: string;
  readonly level: string;
  readonly time: string;
  readonly text: string;
  readonly isBuildEvent: boolean;
}

interface Open {
  line: LogLine;
  progressId: string;
}

/**
 * The newest lines of the session. A line may arrive in pieces; a line with a progress id replaces the one that had it.
 * Lines are never changed, only replaced, so that a list of them can be shown without copying.
 */
export class LogLines {
  private lines: LogLine[] = [];
  private nextId = 0;
  private open = new Map<string, Open>();
  private progress = new Map<string, number>();
  private snapshot: readonly LogLine[] = [];

  constructor(private readonly limit = 50_000) {}

  /** The lines as they are; a new array after each change. */
  all(): readonly LogLine[] {
    return this.snapshot;
  }

  clear(): void {
    this.lines = [];
    this.open.clear();
    this.progress.clear();
    this.snapshot = [];
  }

  append(list: LogList): void {
    for (const segment of list.segments ?? []) {
      const spanId = segment.spanId ?? '';
      this.segment(segment, spanId, list.spans?.[spanId]?.manifestName ?? '');
    }
    if (this.lines.length > this.limit) {
      this.lines.splice(0, this.lines.length - this.limit);
    }
    this.snapshot = this.lines.slice();
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
      this.put(line);
      if (ends) this.open.delete(spanId);
      else this.open.set(spanId, { line, progressId });
      return;
    }
    const key = `${spanId}\n${progressId}`;
    const earlier = progressId === '' ? undefined : this.progress.get(key);
    const line: LogLine = {
      id: earlier ?? this.nextId++,
      resource,
      spanId,
      level: segment.level ?? 'INFO',
      time: segment.time ?? '',
      text,
      isBuildEvent: segment.fields?.['buildEvent'] !== undefined && segment.fields['buildEvent'] !== '',
    };
    if (progressId !== '') this.progress.set(key, line.id);
    this.put(line);
    if (!ends) this.open.set(spanId, { line, progressId });
  }

  /** Replaces the line of this id or adds it at the end. Ids grow with the index, so the place is found by bisection. */
  private put(line: LogLine): void {
    let low = 0;
    let high = this.lines.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.lines[middle]?.id ?? 0) < line.id) low = middle + 1;
      else high = middle;
    }
    if (this.lines[low]?.id === line.id) this.lines[low] = line;
    else if (low === this.lines.length) this.lines.push(line);
  }
}
