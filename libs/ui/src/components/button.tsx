import type { ComponentProps } from 'react';
import { cx } from '../text/cx.js';

const looks = {
  /** The one thing to do here. */
  primary: 'border border-ink bg-ink text-paper font-semibold hover:bg-ink/85 active:bg-ink/75',
  /** Beside the primary one. */
  outline: 'border border-line text-ink font-medium hover:border-ink active:bg-wash',
  quiet: 'border border-transparent text-ink font-medium hover:bg-wash active:bg-line',
  danger: 'border border-danger bg-danger text-paper font-semibold hover:bg-danger/85 active:bg-danger/75',
  /** Within a line of text. */
  text: 'text-soft hover:text-ink hover:underline underline-offset-4 decoration-1',
};

const sizes = {
  md: 'min-h-10 px-4 text-md coarse:min-h-11',
  sm: 'min-h-8 px-3 text-sm coarse:min-h-11',
  /** Keeps the target tall enough for a finger without moving the line that it stands in. */
  inline: '-my-2 py-2 coarse:-my-3 coarse:py-3',
};

interface ButtonProps extends ComponentProps<'button'> {
  look?: keyof typeof looks;
  size?: keyof typeof sizes;
}

/** A button; `aria-disabled` greys it out and keeps it in the tab order. */
export function Button({ look = 'outline', size, className, type = 'button', ...props }: ButtonProps) {
  return (
    <button
      type={type}
      className={cx(
        'inline-flex items-center justify-center gap-2 whitespace-nowrap transition-colors duration-100',
        'disabled:opacity-40 disabled:pointer-events-none aria-disabled:opacity-40 aria-disabled:cursor-not-allowed',
        looks[look],
        sizes[size ?? (look === 'text' ? 'inline' : 'md')],
        className,
      )}
      {...props}
    />
  );
}

interface IconButtonProps extends ComponentProps<'button'> {
  /** Its accessible name. */
  label: string;
}

/** A square button that shows only an icon. */
export function IconButton({ label, className, type = 'button', ...props }: IconButtonProps) {
  return (
    <button
      type={type}
      aria-label={label}
      className={cx(
        'inline-flex size-10 shrink-0 coarse:size-11 items-center justify-center text-soft transition-colors duration-100 hover:bg-wash hover:text-ink',
        'disabled:opacity-40 disabled:pointer-events-none',
        className,
      )}
      {...props}
    />
  );
}
