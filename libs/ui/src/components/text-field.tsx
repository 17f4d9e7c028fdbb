import { useId, type ComponentProps } from 'react';
import { cx } from '../text/cx.js';

interface TextFieldProps extends ComponentProps<'input'> {
  label: string;
  /** One line below the field. */
  hint?: string;
  /** What is wrong with it; takes the hint's place. */
  fault?: string;
}

/** A line of text with its label above it. */
export function TextField({ label, hint, fault, className, id, ...props }: TextFieldProps) {
  const ownId = useId();
  const fieldId = id ?? ownId;
  const note = fault ?? hint;
  return (
    <div className={cx('flex flex-col gap-1', className)}>
      <label htmlFor={fieldId} className="text-sm text-soft">
        {label}
      </label>
      <input
        id={fieldId}
        type="text"
        aria-invalid={fault !== undefined || undefined}
        aria-describedby={note === undefined ? undefined : `${fieldId}-note`}
        className="min-h-10 w-full coarse:min-h-11 border border-edge bg-transparent px-3 text-md text-ink hover:border-ink focus:border-ink aria-[invalid]:border-danger"
        {...props}
      />
      {note !== undefined && (
        <p id={`${fieldId}-note`} className={cx('text-sm', fault === undefined ? 'text-soft' : 'text-danger')}>
          {note}
        </p>
      )}
    </div>
  );
}
