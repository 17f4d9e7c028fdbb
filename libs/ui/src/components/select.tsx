import type { ComponentProps } from 'react';
import { cx } from '../text/cx.js';

interface SelectProps extends ComponentProps<'select'> {
  options: readonly { value: string; label: string }[];
  /** Shown while nothing is chosen. */
  placeholder?: string;
}

/**
 * One of several. The browser's own control in our look: Radix's writes <style> elements, which the content security policy refuses,
 * and a phone's own picker is better than any list of ours.
 */
export function Select({ options, placeholder, className, ...props }: SelectProps) {
  return (
    <span className={cx('relative inline-flex', className)}>
      <select
        className="min-h-10 w-full appearance-none coarse:min-h-11 border border-edge bg-paper py-1.5 pl-3 pr-9 text-md text-ink hover:border-ink invalid:text-soft"
        {...props}
      >
        {placeholder !== undefined && (
          <option value="" disabled hidden>
            {placeholder}
          </option>
        )}
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <svg
        viewBox="0 0 12 12"
        className="pointer-events-none absolute right-3 top-1/2 size-3 -translate-y-1/2 text-soft"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        aria-hidden
      >
        <path d="m2 4 4 4 4-4" />
      </svg>
    </span>
  );
}
