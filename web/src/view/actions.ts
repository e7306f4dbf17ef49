import { token } from './token';

const WEB_TRIGGER = 16;

/** Asks for an update of a resource; fails with the server's words. */
export async function trigger(name: string): Promise<void> {
  const answer = await fetch('/api/trigger', {
    method: 'POST',
    headers: { ...token(), 'Content-Type': 'application/json' },
    body: JSON.stringify({ manifest_names: [name], build_reason: WEB_TRIGGER }),
  });
  const text = (await answer.text()).trim();
  if (!answer.ok || text !== '') throw new Error(text || `the server answered ${answer.status}`);
}
