type Handler = (event: KeyboardEvent) => void;

const handlers = new Map<string, Handler[]>();

/** Calls back for a key while nobody types and no window is open; the newest handler of a key wins. */
export function onKey(key: string, handler: Handler): () => void {
  const all = handlers.get(key) ?? [];
  handlers.set(key, [...all, handler]);
  return () => handlers.set(key, (handlers.get(key) ?? []).filter((one) => one !== handler));
}

function types(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) && !isButtonLike(target);
}

function isButtonLike(target: HTMLElement): boolean {
  return target instanceof HTMLInputElement && /^(checkbox|radio|button)$/.test(target.type);
}

document.addEventListener('keydown', (event) => {
  if (types(event.target) || document.querySelector('dialog[open]') || event.altKey) return;
  const command = event.ctrlKey || event.metaKey;
  const digit = event.shiftKey ? /^Digit([1-9])$/.exec(event.code)?.[1] : undefined;
  const name = `${command ? 'Ctrl+' : ''}${digit ? `Shift+${digit}` : event.key}`;
  const handler = handlers.get(name)?.at(-1);
  if (!handler) return;
  event.preventDefault();
  handler(event);
});
