import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { showShell, useShell } from '../data/dock';
import { containersOf, endWords, type Container, type ShellEnd } from '../data/shell';
import { Icon } from '../parts/Icon';
import { onKey } from './keys';

const Terminal = lazy(() => import('./Terminal'));

/** The shell below the page, if one is open. It stays while one looks at other resources. */
export function ShellDock() {
  const resource = useShell();
  return resource === '' ? null : <Dock key={resource} resource={resource} />;
}

function Dock({ resource }: { resource: string }) {
  const [containers, setContainers] = useState<readonly Container[]>();
  const [problem, setProblem] = useState('');
  const [chosen, setChosen] = useState<Container>();
  const [run, setRun] = useState(0);
  const [state, setState] = useState<'opening' | 'open' | ShellEnd>('opening');
  const [large, setLarge] = useState(false);
  const closing = useRef<HTMLButtonElement>(null);
  const look = () => {
    // The old terminal goes at once: what is typed now is for the next one.
    const before = chosen;
    setProblem('');
    setChosen(undefined);
    setState('opening');
    containersOf(resource).then(
      (found) => {
        setContainers(found);
        setChosen(
          found.find((one) => one.running && one.pod === before?.pod && one.container === before.container) ??
            found.find((one) => one.running && one.container === before?.container) ??
            found.find((one) => one.running) ??
            found[0],
        );
        setRun((old) => old + 1);
      },
      (error: unknown) => setProblem(error instanceof Error ? error.message : String(error)),
    );
  };
  useEffect(look, [resource]);
  useEffect(() => onKey('F6', () => document.querySelector<HTMLElement>('.dock .xterm-helper-textarea')?.focus()), []);
  const ended = typeof state === 'object' ? state : undefined;
  const choose = (key: string) => {
    const found = containers?.find((one) => keyOf(one) === key);
    if (!found) return;
    setChosen(found);
    setState('opening');
    setRun(run + 1);
  };
  return (
    <section className={large ? 'dock dock-large' : 'dock'} aria-label={`Shell in ${resource}`}>
      <header className="dock-head">
        <Icon name="terminal" />
        <h2 title={resource}>{resource}</h2>
        {containers && containers.length > 1 ? (
          <select aria-label="Container" value={chosen ? keyOf(chosen) : ''} onChange={(event) => choose(event.target.value)}>
            {containers.map((one) => (
              <option key={keyOf(one)} value={keyOf(one)}>
                {one.pod} / {one.container}
                {one.running ? '' : ` (${one.state})`}
              </option>
            ))}
          </select>
        ) : (
          chosen && (
            <span className="dock-where" title={chosen.image}>
              {chosen.pod} / {chosen.container}
            </span>
          )
        )}
        <span className="dock-state" role="status">
          {problem === '' && state === 'opening' ? 'Opening…' : ''}
        </span>
        <span className="spacer" />
        <kbd className="dock-hint" title="F6 moves between the shell and the page">
          F6
        </kbd>
        <button type="button" className="icon-button" aria-label={large ? 'Smaller shell' : 'Larger shell'} title={large ? 'Smaller' : 'Larger'} aria-pressed={large} onClick={() => setLarge(!large)}>
          <Icon name={large ? 'down' : 'up'} />
        </button>
        <button ref={closing} type="button" className="icon-button" aria-label="Close the shell" title="Close the shell" onClick={() => showShell('')}>
          <Icon name="cross" />
        </button>
      </header>
      {(ended ?? problem) !== '' && (ended || problem !== '') && (
        <p className={`dock-end ${problem !== '' || ended?.kind !== 'ended' || ended.exitCode !== 0 ? 'failure' : ''}`} role="alert">
          <span>{problem !== '' ? problem : ended ? endWords(ended) : ''}</span>
          <button type="button" className="button" onClick={look}>
            {ended?.kind === 'ended' ? 'New shell' : 'Connect again'}
          </button>
        </p>
      )}
      {chosen && problem === '' && (
        <Suspense fallback={<p className="empty">Opening…</p>}>
          <Terminal key={`${run} ${keyOf(chosen)}`} resource={resource} at={chosen} onStart={() => setState('open')} onEnd={setState} onLeave={() => closing.current?.focus()} />
        </Suspense>
      )}
    </section>
  );
}

function keyOf(container: Container): string {
  return `${container.pod}/${container.container}`;
}
