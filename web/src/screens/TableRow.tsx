import { memo, type CSSProperties } from 'react';
import { buttonsAt } from '../data/actions';
import { copyText } from '../data/clipboard';
import { go } from '../data/route';
import { isDisabled, TILTFILE, typeOf } from '../data/status';
import type { Row } from '../data/table';
import { runtimeText, updateText, why } from '../data/why';
import { CopyButton, CustomButton, ModeToggle, StarButton, UpdateButton } from '../parts/buttons';
import { Endpoints } from '../parts/Endpoints';
import { Link } from '../parts/Link';
import { useNow } from '../parts/now';
import { StatusDot } from '../parts/StatusDot';
import { ago } from '../parts/time';
import { useSession } from '../session';
import { lineOf } from './lineOf';

interface Props {
  row: Row;
  index: number;
  style: CSSProperties;
  focused: boolean;
  selected: boolean;
  onSelect: () => void;
  onFocus: () => void;
}

export const TableRow = memo(function TableRow({ row, index, style, focused, selected, onSelect, onFocus }: Props) {
  const { state, alerts, find } = useSession();
  const now = useNow();
  const { resource, name } = row;
  const disabled = isDisabled(resource);
  const found = alerts.get(name);
  const because = why(resource, state.stories.get(name), find, found);
  const words = [updateText(resource), runtimeText(resource)].filter((one) => one !== '');
  const pod = resource.status.k8sResourceInfo?.podName ?? '';
  const canSelect = name !== TILTFILE && state.buttons.some((button) => button.metadata.name === `toggle-${name}-disable`);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-index={index}
      data-name={name}
      tabIndex={focused ? 0 : -1}
      className={`table-row row-${row.health} ${selected ? 'selected' : ''}`}
      style={style}
      onFocus={onFocus}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target === event.currentTarget) go({ resource: name });
      }}
    >
      <span role="cell" className="cell c-select">
        <input type="checkbox" aria-label={`${canSelect ? 'Select resource' : 'Cannot select resource'}: ${name}`} disabled={!canSelect} checked={selected} onChange={onSelect} />
      </span>
      <span role="cell" className="cell c-star">
        <StarButton name={name} />
      </span>
      <span role="cell" className="cell c-name">
        <StatusDot health={row.health} />
        <Link to={{ resource: name }} title={name}>
          {name}
        </Link>
      </span>
      <span role="cell" className="cell c-status">
        {disabled ? (
          <span className="muted">Disabled</span>
        ) : (
          <>
            <Link to={lineOf(resource, name, found, state.startTime)} className="status-words" title={because.text || words.join(', ')}>
              {because.text || words.join(' · ') || '—'}
            </Link>
            {because.text !== '' && words.length > 0 && <span className="status-sub">{words.join(' · ')}</span>}
          </>
        )}
      </span>
      <span role="cell" className="cell c-updated">
        {disabled ? '' : ago(row.updated, now)}
      </span>
      <span role="cell" className="cell c-trigger">
        <UpdateButton resource={resource} />
      </span>
      <span role="cell" className="cell c-type">
        {typeOf(resource)}
      </span>
      <span role="cell" className="cell c-pod">
        {pod !== '' && !disabled && (
          <>
            <input readOnly value={pod} aria-label={`Pod ID of ${name}`} onClick={(event) => event.currentTarget.select()} />
            <CopyButton label="Copy Pod ID" copy={() => copyText(pod)} />
          </>
        )}
      </span>
      <span role="cell" className="cell c-widgets">
        {!disabled && buttonsAt(state.buttons, 'Resource', name).map((button) => <CustomButton key={button.metadata.name} button={button} iconOnly />)}
      </span>
      <span role="cell" className="cell c-endpoints">
        {!disabled && <Endpoints resource={resource} most={2} />}
      </span>
      <span role="cell" className="cell c-mode">
        <ModeToggle resource={resource} />
      </span>
    </div>
  );
});
