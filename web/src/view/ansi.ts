/** A run of text in one style. Only what terminals agree on: colours, bold, dim, italic, underline. */
export interface Run {
  text: string;
  classes: string;
}

// Escape sequences: CSI with its parameters, OSC up to its end, and two-byte ones.
const ESCAPE = /\u001b(?:\[([0-9;:?]*)([@-~])|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_])/g;

const COLOURS = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

/** Splits a line at its colour codes; every other control code is dropped. */
export function runs(line: string): Run[] {
  if (!line.includes('\u001b')) return [{ text: printable(line), classes: '' }];
  const out: Run[] = [];
  let style = new Set<string>();
  let at = 0;
  for (const match of line.matchAll(ESCAPE)) {
    push(out, line.slice(at, match.index), style);
    at = match.index + match[0].length;
    if (match[2] === 'm') style = restyle(style, match[1] ?? '');
  }
  push(out, line.slice(at), style);
  return out;
}

/** The line without any escape code, as it is copied and searched. */
export function plain(line: string): string {
  return printable(line.replace(ESCAPE, ''));
}

function printable(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
}

function push(out: Run[], text: string, style: Set<string>): void {
  const shown = printable(text);
  if (shown !== '') out.push({ text: shown, classes: [...style].join(' ') });
}

function restyle(style: Set<string>, parameters: string): Set<string> {
  const next = new Set(style);
  const codes = parameters === '' ? [0] : parameters.split(/[;:]/).map(Number);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? 0;
    if (code === 0) next.clear();
    else if (code === 1) next.add('ansi-bold');
    else if (code === 2) next.add('ansi-dim');
    else if (code === 3) next.add('ansi-italic');
    else if (code === 4) next.add('ansi-underline');
    else if (code === 22) drop(next, 'ansi-bold', 'ansi-dim');
    else if (code === 23) next.delete('ansi-italic');
    else if (code === 24) next.delete('ansi-underline');
    else if (code >= 30 && code <= 37) colour(next, COLOURS[code - 30] ?? '');
    else if (code >= 90 && code <= 97) colour(next, COLOURS[code - 90] ?? '');
    else if (code === 39) colour(next, '');
    else if (code === 38 || code === 48) i += codes[i + 1] === 5 ? 2 : codes[i + 1] === 2 ? 4 : 0;
  }
  return next;
}

function drop(style: Set<string>, ...classes: string[]): void {
  for (const name of classes) style.delete(name);
}

function colour(style: Set<string>, name: string): void {
  for (const old of COLOURS) style.delete(`ansi-${old}`);
  if (name !== '') style.add(`ansi-${name}`);
}
