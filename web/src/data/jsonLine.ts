/** A line that a program wrote as JSON, told apart into what a person reads first and the rest. */
export interface JsonLine {
  level: string;
  message: string;
  fields: [name: string, value: string][];
  whole: string;
}

const LONGEST = 100_000;
const MESSAGE = ['msg', 'message', 'log', 'event', 'text'];
const LEVEL = ['level', 'lvl', 'severity', 'levelname', 'log.level'];
const TIME = ['time', 'ts', 'timestamp', '@timestamp', 'datetime'];
const PINO: Record<string, string> = { 10: 'trace', 20: 'debug', 30: 'info', 40: 'warn', 50: 'error', 60: 'fatal' };

/** Reads a line as JSON if it is an object; `undefined` for all other lines. */
export function jsonLine(text: string): JsonLine | undefined {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST || !trimmed.startsWith('{') || !trimmed.endsWith('}')) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(trimmed);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const entries = Object.entries(value);
  const pick = (names: string[]) => entries.find(([name]) => names.includes(name.toLowerCase()));
  const level = pick(LEVEL);
  const message = pick(MESSAGE);
  const time = pick(TIME);
  const word = level ? String(level[1]).toLowerCase() : '';
  return {
    level: PINO[word] ?? word,
    message: message ? short(message[1]) : '',
    fields: entries.filter((entry) => entry !== level && entry !== message && entry !== time).map(([name, one]) => [name, short(one)]),
    whole: JSON.stringify(value, null, 2),
  };
}

function short(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
