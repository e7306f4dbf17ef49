import { token } from './token';
import type { UIButton, UIInput } from './types';

const WEB_TRIGGER = 16;

async function post(path: string, body: unknown): Promise<string> {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { ...token(), 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = (await answer.text()).trim();
  if (!answer.ok) throw new Error(text || `the server answered ${answer.status}`);
  return text;
}

/** Asks for an update of a resource; fails with the server's words. */
export async function trigger(name: string): Promise<void> {
  const text = await post('/api/trigger', { manifest_names: [name], build_reason: WEB_TRIGGER });
  if (text !== '') throw new Error(text);
}

/** 0: file changes start updates; 2: only somebody does. */
export async function setTriggerMode(name: string, mode: 0 | 2): Promise<void> {
  await post('/api/override/trigger_mode', { manifest_names: [name], trigger_mode: mode });
}

export type InputValues = Record<string, string | boolean>;

export function defaultValue(input: UIInput): string | boolean {
  if (input.bool) return input.bool.defaultValue === true;
  if (input.choice) return input.choice.choices?.[0] ?? '';
  return input.text?.defaultValue ?? '';
}

function inputStatus(input: UIInput, values: InputValues): unknown {
  const value = values[input.name] ?? defaultValue(input);
  if (input.hidden) return { name: input.name, hidden: { value: input.hidden.value } };
  if (input.bool) return { name: input.name, bool: { value: value === true } };
  if (input.choice) {
    const known = (input.choice.choices ?? []).includes(String(value));
    return { name: input.name, choice: { value: known ? String(value) : (input.choice.choices?.[0] ?? '') } };
  }
  return { name: input.name, text: { value: String(value) } };
}

/** Clicks a button of the session, with what was entered. */
export async function click(button: UIButton, values: InputValues = {}): Promise<void> {
  const name = button.metadata.name;
  const address = `/proxy/apis/tilt.dev/v1alpha1/uibuttons/${encodeURIComponent(name)}`;
  const now = new Date().toISOString().replace('Z', '000Z');
  const status = { lastClickedAt: now, inputs: (button.spec.inputs ?? []).map((input) => inputStatus(input, values)) };
  const answer = await fetch(`${address}/status`, {
    method: 'PUT',
    headers: { ...token(), 'Content-Type': 'application/json' },
    body: JSON.stringify({ metadata: button.metadata, status }),
  });
  if (!answer.ok) throw new Error(`Error submitting button click: ${await words(answer)}`);
}

async function words(answer: Response): Promise<string> {
  const text = (await answer.text()).trim();
  try {
    return (JSON.parse(text) as { message?: string }).message ?? text;
  } catch {
    return text || `the server answered ${answer.status}`;
  }
}

/** The button that disables or enables a resource, and what it would do: `on` disables, `off` enables. */
export function toggleOf(buttons: readonly UIButton[], resource: string): { button: UIButton; action: string } | undefined {
  const button = buttons.find((one) => one.metadata.name === `toggle-${resource}-disable`);
  const action = button?.spec.inputs?.find((input) => input.name === 'action')?.hidden?.value;
  return button && action !== undefined ? { button, action } : undefined;
}

const BUTTON_TYPE = 'tilt.dev/uibutton-type';

/** Buttons that a Tiltfile put at a place; those the session makes itself have a type. */
export function buttonsAt(buttons: readonly UIButton[], type: string, id: string): UIButton[] {
  return buttons.filter(
    (one) =>
      one.metadata.annotations?.[BUTTON_TYPE] === undefined &&
      one.spec.location?.componentType?.toLowerCase() === type.toLowerCase() &&
      one.spec.location.componentID === id,
  );
}

export function stopButton(buttons: readonly UIButton[], resource: string): UIButton | undefined {
  return buttons.find((one) => one.metadata.name === `${resource}-stopbuild`);
}
