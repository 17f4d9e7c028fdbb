import { TextField } from '@initialsdb/ui';
import { useTypedText } from '@initialsdb/web';
import type { ComponentProps } from 'react';

const pauseMs = 300;

interface FilterFieldProps extends Pick<ComponentProps<'input'>, 'inputMode'> {
  label: string;
  /** The value in force, from the URL. */
  value: string;
  onChange: (value: string) => void;
}

/** A filter by what is typed, put in force shortly after the last key. */
export function FilterField({ label, value, onChange, inputMode }: FilterFieldProps) {
  const { text, setText } = useTypedText(value, onChange, pauseMs);
  return (
    <TextField
      label={label}
      value={text}
      inputMode={inputMode}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      className="w-40"
      onChange={(event) => setText(event.target.value)}
    />
  );
}
