import { useEffect, useRef, useState, type ReactNode } from 'react';

interface Props {
  label: string;
  button: ReactNode;
  className?: string;
  children: (close: () => void) => ReactNode;
  disabled?: boolean;
}

/** A button that opens a small panel below itself. Escape, or a click elsewhere, closes it. */
export function Popover({ label, button, className = 'button quiet', children, disabled }: Props) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLSpanElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      opener.current?.focus();
      event.stopPropagation();
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('keydown', escape, true);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('keydown', escape, true);
    };
  }, [open]);
  return (
    <span className="popover" ref={root}>
      <button ref={opener} type="button" className={className} aria-label={label} aria-expanded={open} aria-haspopup="true" title={label} disabled={disabled} onClick={() => setOpen(!open)}>
        {button}
      </button>
      {open && (
        <div className="popover-panel" role="group" aria-label={label}>
          {children(() => setOpen(false))}
        </div>
      )}
    </span>
  );
}
