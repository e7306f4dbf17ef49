import { describe, expect, it } from 'vitest';
import { SnapshotLines } from './snapshotLines';

const spans = { a: { manifestName: 'web' }, b: { manifestName: 'db' } };
const texts = (lines: SnapshotLines) => lines.all().map((line) => `${line.resource}|${line.text}`);

describe('the log', () => {
  it('joins a line that arrives in pieces, even with another resource in between', () => {
    const log = new SnapshotLines();
    log.append({ spans, segments: [{ spanId: 'a', text: 'hel' }, { spanId: 'b', text: 'other\n' }, { spanId: 'a', text: 'lo\nnext' }] });
    expect(texts(log)).toEqual(['web|hello', 'db|other', 'web|next']);
  });

  it('keeps empty lines and does not invent one at the end', () => {
    const log = new SnapshotLines();
    log.append({ spans, segments: [{ spanId: 'a', text: '\none\n\n' }] });
    expect(texts(log)).toEqual(['web|', 'web|one', 'web|']);
  });

  it('lets a progress line replace the one before it', () => {
    const log = new SnapshotLines();
    const fields = { progressID: 'push' };
    log.append({ spans, segments: [{ spanId: 'a', text: '1%\n', fields }, { spanId: 'a', text: 'x\n' }, { spanId: 'a', text: '2%\n', fields }] });
    expect(texts(log)).toEqual(['web|2%', 'web|x']);
  });

});
