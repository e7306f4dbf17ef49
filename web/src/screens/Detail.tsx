import { useEffect, useMemo } from 'react';
import { buttonsAt, trigger } from '../data/actions';
import { copyText } from '../data/clipboard';
import { showShell } from '../data/dock';
import { safe } from '../data/links';
import { ALL, amend, go, STARRED, type Route } from '../data/route';
import { isDisabled, NO_ALERTS } from '../data/status';
import type { UIResource } from '../data/types';
import { CopyButton, CustomButton, ModeToggle, StarButton, ToggleResource, UpdateButton } from '../parts/buttons';
import { Icon } from '../parts/Icon';
import { Endpoints } from '../parts/Endpoints';
import { StatusDot } from '../parts/StatusDot';
import { sayFailure } from '../parts/toasts';
import { useSession } from '../session';
import { onKey } from './keys';
import { lineOf } from './lineOf';
import { LogPane } from './LogPane';
import { Sidebar, useSidebarOrder } from './Sidebar';
import { Story } from './Story';

/** The list of resources beside the log of one of them, of the starred ones, or of all. */
export function Detail({ route }: { route: Route }) {
  const { rows, find, prefs, alerts, state, live } = useSession();
  const name = route.resource;
  const resource = find(name);
  const isMany = name === ALL || name === STARRED;
  const order = useSidebarOrder();
  useEffect(() => {
    const step = (by: number) => () => {
      const next = order[order.indexOf(name) + by];
      if (next !== undefined) go({ resource: next });
    };
    const one = (action: () => void) => () => {
      if (resource) action();
    };
    const off = [
      onKey('j', step(1)),
      onKey('k', step(-1)),
      onKey('Escape', () => go({})),
      onKey('l', () => go({ resource: ALL })),
      onKey('g', () => go({ query: { view: 'graph' } })),
      onKey('r', one(() => void trigger(name).catch(sayFailure))),
      onKey('`', one(() => hasShell(resource) && live && showShell(name))),
      onKey('*', one(() => prefs.star(name, !prefs.stars().includes(name)))),
      onKey('e', one(() => amend({ ...lineOf(resource, name, alerts.get(name), state.startTime).query }))),
      ...Array.from({ length: 9 }, (_, index) =>
        onKey(`Shift+${index + 1}`, () => {
          const url = safe(resource?.status.endpointLinks?.[index]?.url);
          if (url) open(url, url, 'noreferrer');
        }),
      ),
    ];
    return () => off.forEach((stop) => stop());
  });
  const resources = useMemo(() => (name === ALL ? [] : name === STARRED ? rows.filter((row) => row.starred).map((row) => row.name) : [name]), [name, rows]);
  return (
    <main id="main" className="detail" tabIndex={-1}>
      <Sidebar selected={name} />
      <div className="pane">
        {!isMany && !resource ? (
          <p className="empty">No resource ‘{name}’</p>
        ) : (
          <>
            {resource && <PaneHead name={name} />}
            {resource && <Story key={name} name={name} />}
            {!(name === STARRED && resources.length === 0) ? (
              <LogPane key={`${name}\n${name === STARRED ? resources.join('\n') : ''}`} resources={resources} name={name} route={route} />
            ) : (
              <p className="empty">Nothing is starred: the star beside a name keeps a resource here.</p>
            )}
          </>
        )}
      </div>
    </main>
  );
}

function hasShell(resource: UIResource | undefined): boolean {
  return resource !== undefined && !isDisabled(resource) && (resource.status.k8sResourceInfo?.podName ?? '') !== '';
}

function PaneHead({ name }: { name: string }) {
  const { state, find, rows, alerts, live } = useSession();
  const resource = find(name);
  if (!resource) return null;
  const row = rows.find((one) => one.name === name);
  const pod = resource.status.k8sResourceInfo?.podName ?? '';
  const disabled = isDisabled(resource);
  const custom = buttonsAt(state.buttons, 'Resource', name);
  const found = alerts.get(name) ?? NO_ALERTS;
  return (
    <header className="pane-head" aria-label={`${name} links and custom buttons`} role="group">
      <StatusDot health={row?.health ?? 'none'} />
      <h1 title={name}>{name}</h1>
      <StarButton name={name} />
      {!disabled && <Endpoints resource={resource} />}
      {pod !== '' && !disabled && <CopyButton label={`Copy Pod ID: ${pod}`} text={`${pod} Pod ID`} copy={() => copyText(pod)} />}
      {hasShell(resource) && live && (
        <button type="button" className="button quiet" aria-label={`Shell in ${name}`} title={`A shell in a container of ${name} (\`)`} onClick={() => showShell(name)}>
          <Icon name="terminal" />
          Shell
        </button>
      )}
      <span className="spacer" />
      {!disabled && custom.map((button) => <CustomButton key={button.metadata.name} button={button} />)}
      <ModeToggle resource={resource} />
      <ToggleResource resource={resource} />
      <UpdateButton resource={resource} withText />
      <span className="visually-hidden" role="status">
        {found.buildErrors + found.runtimeErrors} errors, {found.buildWarnings + found.runtimeWarnings} warnings
      </span>
    </header>
  );
}
