import { Checkbox as Radix } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cx } from '../text/cx.js';

/** A choice among several; `checked="indeterminate"` for a group of which some are. Name it by `aria-label` or a label. */
export function Checkbox({ className, ...props }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      className={cx(
        'group relative inline-flex size-4 shrink-0 items-center justify-center border border-soft text-paper disabled:opacity-40',
        'before:absolute before:-inset-2 coarse:before:-inset-y-3.5 hover:border-ink',
        'data-[state=checked]:border-ink data-[state=checked]:bg-ink data-[state=indeterminate]:border-ink data-[state=indeterminate]:bg-ink',
        className,
      )}
      {...props}
    >
      <Radix.Indicator>
        <svg viewBox="0 0 12 12" className="size-3" fill="none" stroke="currentColor" strokeWidth="2" aria-hidden>
          <path d="M2 6.5 4.75 9 10 3" className="group-data-[state=indeterminate]:hidden" />
          <path d="M2 6h8" className="hidden group-data-[state=indeterminate]:inline" />
        </svg>
      </Radix.Indicator>
    </Radix.Root>
  );
}
