import { useId, type ComponentProps } from 'react';
import { Select } from './select.js';

interface SelectFieldProps extends Omit<ComponentProps<typeof Select>, 'id'> {
  label: string;
}

/** One of several, with its label above it. */
export function SelectField({ label, ...props }: SelectFieldProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm text-soft">
        {label}
      </label>
      <Select id={id} {...props} />
    </div>
  );
}
