import { plain } from './ansi';
import type { Line, LineQuery, LogSource } from './log';

const MOST = 50_000;
const STEP = 2_000;

/** Puts text on the clipboard; a page without the right to, as over plain HTTP from another machine, copies the old way. */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'visually-hidden';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  if (!done) throw new Error('The browser does not let this page copy.');
}

/** The newest lines that fit, without colours and names, and how many there were. */
export async function copyLines(source: LogSource, query: LineQuery): Promise<number> {
  const pages: Line[][] = [];
  let before: number | undefined;
  let count = 0;
  for (;;) {
    const page = await source.page(query, before === undefined ? {} : { before }, STEP);
    const lines = page.lines.filter((line) => !line.context);
    pages.unshift(lines);
    count += lines.length;
    if (page.from <= Math.max(page.begin, query.cleared) || page.lines.length === 0 || count >= MOST) break;
    before = page.from;
  }
  const lines = pages.flat();
  await copyText(lines.map((line) => plain(line.text)).join('\n') + (lines.length > 0 ? '\n' : ''));
  return lines.length;
}
