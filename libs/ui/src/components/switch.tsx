import { Switch as Radix } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cx } from '../text/cx.js';

/** On or off, at once. Name it by `aria-label` or a label. */
export function Switch({ className, ...props }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      className={cx(
        'group relative inline-flex h-[1.125rem] w-8 shrink-0 items-center border border-ink p-0.5 disabled:opacity-40',
        // The target is a finger's size; the look stays small.
        'before:absolute before:-inset-2 coarse:before:-inset-y-3.5',
        className,
      )}
      {...props}
    >
      <Radix.Thumb className="h-full w-3 border border-soft transition-transform duration-100 data-[state=checked]:translate-x-3.5 data-[state=checked]:border-ink data-[state=checked]:bg-ink" />
    </Radix.Root>
  );
}
