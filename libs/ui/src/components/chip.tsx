import type { ComponentProps } from 'react';
import { cx } from '../text/cx.js';

interface ChipProps extends ComponentProps<'button'> {
  isOn: boolean;
}

/** A filter that is on or off, in a row of its kind. */
export function Chip({ isOn, className, ...props }: ChipProps) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      className={cx(
        'inline-flex min-h-9 items-center gap-2 whitespace-nowrap border px-2.5 text-md transition-colors duration-100',
        isOn ? 'border-ink text-ink' : 'border-line text-soft hover:border-soft hover:text-ink',
        className,
      )}
      {...props}
    />
  );
}
