import type { ComponentProps, ReactNode } from 'react';
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
        'inline-flex min-h-9 coarse:min-h-11 items-center gap-2 whitespace-nowrap border px-2.5 text-md transition-colors duration-100',
        isOn ? 'border-ink text-ink' : 'border-line text-soft hover:border-soft hover:text-ink',
        className,
      )}
      {...props}
    />
  );
}

/** Chips of which one is on. */
export function ChipGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset aria-label={label} className="flex min-w-0 [&>*+*]:-ml-px [&>*]:relative [&>[aria-pressed=true]]:z-[1]">
      {children}
    </fieldset>
  );
}
