import type { RefObject } from 'react';
import { Icon } from './Icon';

interface Props {
  value: string;
  onChange: (value: string) => void;
  label: string;
  placeholder?: string;
  clearLabel?: string;
  input?: RefObject<HTMLInputElement | null>;
  onKeyDown?: (event: React.KeyboardEvent<HTMLInputElement>) => void;
  invalid?: boolean;
  id?: string;
}

/** A text to look for, with a cross that empties it. */
export function FilterBox({ value, onChange, label, placeholder = label, clearLabel = 'Clear filter', input, onKeyDown, invalid, id }: Props) {
  return (
    <span className="filter-box">
      <Icon name="search" />
      <input
        ref={input}
        id={id}
        type="text"
        value={value}
        placeholder={placeholder}
        aria-label={label}
        aria-invalid={invalid || undefined}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            if (value !== '') onChange('');
            else event.currentTarget.blur();
            event.stopPropagation();
          }
          onKeyDown?.(event);
        }}
      />
      {value !== '' && (
        <button type="button" className="icon-button" aria-label={clearLabel} title={clearLabel} onClick={() => onChange('')}>
          <Icon name="cross" />
        </button>
      )}
    </span>
  );
}
