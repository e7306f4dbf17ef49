import { useState, type FormEvent } from 'react';
import { click, defaultValue, setTriggerMode, stopButton, toggleOf, trigger, type InputValues } from '../data/actions';
import { isDisabled, TILTFILE } from '../data/status';
import type { UIButton, UIInput, UIResource } from '../data/types';
import { ALL } from '../data/route';
import { useSession } from '../session';
import { Dialog } from './Dialog';
import { ButtonIcon, Icon, type IconName } from './Icon';
import { say, sayFailure } from './toasts';

/** Starts an update, or stops the one that runs. */
export function UpdateButton({ resource, withText }: { resource: UIResource; withText?: boolean }) {
  const { state, live } = useSession();
  const [busy, setBusy] = useState(false);
  const { status, metadata } = resource;
  if (!live || isDisabled(resource)) return null;
  const mode = status.triggerMode ?? 0;
  const never = !status.lastDeployTime && (status.buildHistory?.length ?? 0) === 0;
  const stop = status.currentBuild?.startTime ? stopButton(state.buttons, metadata.name) : undefined;
  const starting = never && (mode === 0 || mode === 1) && !status.currentBuild?.startTime && status.updateStatus !== 'none';
  const wanted = (mode !== 0 && status.hasPendingChanges === true) || (never && mode >= 2);
  const title = stop
    ? 'Stop update'
    : status.queued
      ? 'Resource already queued!'
      : starting
        ? 'Resource already updating!'
        : wanted && status.hasPendingChanges
          ? 'Trigger update to sync changes'
          : 'Trigger update';
  const act = () => {
    setBusy(true);
    (stop ? click(stop) : trigger(metadata.name)).catch(sayFailure).finally(() => setBusy(false));
  };
  return (
    <button
      type="button"
      className={`${withText ? 'button' : 'icon-button'} ${wanted ? 'wanted' : ''}`}
      disabled={busy || (!stop && (status.queued === true || starting))}
      aria-label={withText ? undefined : `${title}: ${metadata.name}`}
      title={title}
      onClick={act}
    >
      <Icon name={stop ? 'stop' : 'start'} />
      {withText && <span>{stop ? 'Stop' : 'Update'}</span>}
    </button>
  );
}

/** Whether file changes start updates. */
export function ModeToggle({ resource }: { resource: UIResource }) {
  const { live } = useSession();
  const [busy, setBusy] = useState(false);
  if (resource.metadata.name === TILTFILE || isDisabled(resource)) return null;
  const mode = resource.status.triggerMode ?? 0;
  const manual = mode === 1 || mode === 2;
  const title = manual ? 'Manual: File changes don’t trigger updates' : 'Auto: File changes trigger update';
  return (
    <button
      type="button"
      role="switch"
      aria-checked={!manual}
      className="switch"
      aria-label={`${title}: ${resource.metadata.name}`}
      title={title}
      disabled={busy || !live}
      onClick={() => {
        setBusy(true);
        setTriggerMode(resource.metadata.name, manual ? 0 : 2)
          .catch(sayFailure)
          .finally(() => setBusy(false));
      }}
    >
      <span className="switch-track" />
      <span aria-hidden="true">{manual ? 'Manual' : 'Auto'}</span>
    </button>
  );
}

export function StarButton({ name }: { name: string }) {
  const { prefs } = useSession();
  const starred = prefs.stars().includes(name);
  return (
    <button
      type="button"
      className={`icon-button star ${starred ? 'starred' : ''}`}
      aria-pressed={starred}
      aria-label={`${starred ? 'Remove Star' : 'Star this Resource'}: ${name}`}
      title={starred ? 'Remove Star' : 'Star this Resource'}
      onClick={() => prefs.star(name, !starred)}
    >
      <Icon name="star" />
    </button>
  );
}

/** Disables, after a second click, or enables at once. */
export function ToggleResource({ resource }: { resource: UIResource }) {
  const { state, live } = useSession();
  const toggle = toggleOf(state.buttons, resource.metadata.name);
  return live && toggle ? <CustomButton button={toggle.button} icon={toggle.action === 'on' ? 'off' : 'play'} quiet /> : null;
}

interface CustomProps {
  button: UIButton;
  iconOnly?: boolean;
  className?: string;
  icon?: IconName;
  /** No notice about success: one sees it. */
  quiet?: boolean;
}

/** A button of the session or of the Tiltfile: with inputs, with a confirmation, or with both. */
export function CustomButton({ button, iconOnly, className, icon, quiet }: CustomProps) {
  const { live, prefs } = useSession();
  const [confirming, setConfirming] = useState(false);
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const text = button.spec.text ?? button.metadata.name;
  const inputs = (button.spec.inputs ?? []).filter((input) => !input.hidden);
  const resource = button.spec.location?.componentType?.toLowerCase() === 'resource' ? button.spec.location.componentID : undefined;

  const run = async (values: InputValues) => {
    setBusy(true);
    try {
      await click(button, values);
      if (!quiet) say(`Triggered button: ${text}`, resource ? { text: 'Resource Logs', to: { resource } } : { text: 'Global Logs', to: { resource: ALL } });
    } finally {
      setBusy(false);
    }
  };
  const pressed = () => {
    if (inputs.length > 0) setOpen(true);
    else if (button.spec.requiresConfirmation && !confirming) setConfirming(true);
    else {
      setConfirming(false);
      run({}).catch(sayFailure);
    }
  };
  const look = className ?? (iconOnly ? 'icon-button' : 'button');
  return (
    <span className="confirmable">
      <button
        type="button"
        className={confirming ? `${look} danger` : look}
        disabled={busy || !live || button.spec.disabled === true}
        aria-label={confirming ? `Confirm ${text}` : iconOnly ? text : undefined}
        title={iconOnly || confirming ? text : undefined}
        onClick={pressed}
      >
        {confirming && iconOnly ? <Icon name="check" /> : icon ? <Icon name={icon} /> : <ButtonIcon svg={button.spec.iconSVG} name={button.spec.iconName} />}
        {!iconOnly && <span>{confirming ? 'Confirm' : text}</span>}
      </button>
      {confirming && (
        <button type="button" className="icon-button" aria-label={`Cancel ${text}`} title="Cancel" onClick={() => setConfirming(false)}>
          <Icon name="cross" />
        </button>
      )}
      {open && (
        <InputDialog
          button={button}
          inputs={inputs}
          kept={prefs.inputs(button.metadata.name)}
          onClose={() => setOpen(false)}
          onRun={async (values) => {
            prefs.setInputs(button.metadata.name, values);
            await run(values);
            setOpen(false);
          }}
        />
      )}
    </span>
  );
}

interface InputProps {
  button: UIButton;
  inputs: readonly UIInput[];
  kept: InputValues;
  onClose: () => void;
  onRun: (values: InputValues) => Promise<void>;
}

function InputDialog({ button, inputs, kept, onClose, onRun }: InputProps) {
  const text = button.spec.text ?? button.metadata.name;
  const [values, setValues] = useState<InputValues>(() => Object.fromEntries(inputs.map((input) => [input.name, kept[input.name] ?? defaultValue(input)])));
  const [confirming, setConfirming] = useState(false);
  const [failure, setFailure] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (button.spec.requiresConfirmation && !confirming) {
      setConfirming(true);
      return;
    }
    setFailure('');
    onRun(values).catch((error: unknown) => {
      setConfirming(false);
      setFailure(error instanceof Error ? error.message : String(error));
    });
  };
  const change = (name: string, value: string | boolean) => {
    setConfirming(false);
    setValues({ ...values, [name]: value });
  };
  return (
    <Dialog title={`Configure ${text}`} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        {inputs.map((input) => (
          <InputField key={input.name} input={input} value={values[input.name] ?? ''} onChange={(value) => change(input.name, value)} />
        ))}
        {failure !== '' && (
          <p className="failure" role="alert">
            {failure}
          </p>
        )}
        {confirming && <p className="hint">Press once more to run “{text}”.</p>}
        <footer className="dialog-foot">
          <button type="button" className="button quiet" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className={confirming ? 'button danger' : 'button primary'}>
            {confirming ? 'Confirm' : 'Confirm & Execute'}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

function InputField({ input, value, onChange }: { input: UIInput; value: string | boolean; onChange: (value: string | boolean) => void }) {
  const label = input.label || input.name;
  if (input.bool) {
    return (
      <label className="check">
        <input type="checkbox" checked={value === true} onChange={(event) => onChange(event.target.checked)} /> {label}
      </label>
    );
  }
  return (
    <label className="field">
      <span>{label}</span>
      {input.choice ? (
        <select value={String(value)} onChange={(event) => onChange(event.target.value)}>
          {(input.choice.choices ?? []).map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </select>
      ) : (
        <input type="text" value={String(value)} placeholder={input.text?.placeholder} onChange={(event) => onChange(event.target.value)} />
      )}
    </label>
  );
}

interface CopyProps {
  label: string;
  text?: string;
  copy: () => Promise<string | void>;
  icon?: IconName;
  disabled?: boolean;
  /** The text may go where there is no room for it. */
  foldable?: boolean;
}

/** Copies; shows for some seconds that it did. */
export function CopyButton({ label, text, copy, icon = 'copy', disabled, foldable }: CopyProps) {
  const [done, setDone] = useState('');
  return (
    <button
      type="button"
      className={text === undefined ? 'icon-button' : 'button quiet'}
      aria-label={text === undefined || (foldable && done === '') ? label : undefined}
      title={label}
      disabled={disabled}
      onClick={() => {
        copy()
          .then((said) => {
            setDone(said ?? 'Copied');
            setTimeout(() => setDone(''), 2_500);
          })
          .catch(sayFailure);
      }}
    >
      <Icon name={done !== '' ? 'check' : icon} />
      {text !== undefined && <span aria-live="polite" className={foldable && done === '' ? 'foldable' : undefined}>{done !== '' ? done : text}</span>}
    </button>
  );
}
