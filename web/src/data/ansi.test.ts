import { describe, expect, it } from 'vitest';
import { plain, runs } from './ansi';

describe('escape codes', () => {
  it('become classes until they are reset', () => {
    expect(runs('a\u001b[1;31mb\u001b[0mc')).toEqual([
      { text: 'a', classes: '' },
      { text: 'b', classes: 'ansi-bold ansi-red' },
      { text: 'c', classes: '' },
    ]);
  });

  it('that are no colours leave no trace', () => {
    expect(plain('\u001b[2J\u001b]0;title\u0007x\u001b[38;5;12my\u0000')).toBe('xy');
  });

  it('leave markup alone: it is text', () => {
    expect(runs('<b>&amp;</b>')).toEqual([{ text: '<b>&amp;</b>', classes: '' }]);
  });
});
