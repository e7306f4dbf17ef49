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
    else if (code === 38 || code === 48) {
      const [hue, used] = extended(codes.slice(i + 1));
      if (code === 38) colour(next, hue);
      i += used;
    }
  }
  return next;
}

/**
 * A colour of 256 or of millions as one of the eight that have a readable shade in every theme.
 *
 * @returns its name, and how many codes it took
 */
function extended(codes: readonly number[]): [string, number] {
  if (codes[0] === 2) return [nearest(codes[1] ?? 0, codes[2] ?? 0, codes[3] ?? 0), 4];
  if (codes[0] !== 5) return ['', 0];
  const index = codes[1] ?? 0;
  if (index < 16) return [COLOURS[index % 8] ?? '', 2];
  if (index >= 232) return ['', 2];
  const cube = index - 16;
  return [nearest(Math.floor(cube / 36) * 51, (Math.floor(cube / 6) % 6) * 51, (cube % 6) * 51), 2];
}

function nearest(red: number, green: number, blue: number): string {
  const highest = Math.max(red, green, blue);
  if (highest - Math.min(red, green, blue) < 48) return '';
  const bright = (part: number) => (part > highest * 0.6 ? 1 : 0);
  return COLOURS[bright(red) + 2 * bright(green) + 4 * bright(blue)] ?? '';
}

function drop(style: Set<string>, ...classes: string[]): void {
  for (const name of classes) style.delete(name);
}

function colour(style: Set<string>, name: string): void {
  for (const old of COLOURS) style.delete(`ansi-${old}`);
  if (name !== '') style.add(`ansi-${name}`);
}
