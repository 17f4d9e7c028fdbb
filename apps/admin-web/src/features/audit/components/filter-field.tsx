import { TextField } from '@initialsdb/ui';
import { useEffect, useRef, useState, type ComponentProps } from 'react';

const debounceMs = 300;

interface FilterFieldProps extends Pick<ComponentProps<'input'>, 'inputMode'> {
  label: string;
  /** The value in force, from the URL. */
  value: string;
  onChange: (value: string) => void;
}

/** A filter by what is typed, put in force shortly after the last key. */
export function FilterField({ label, value, onChange, inputMode }: FilterFieldProps) {
  const [text, setText] = useState(value);
  const asked = useRef(value);

  // The URL changed by other means, such as Back.
  useEffect(() => {
    if (value === asked.current) return;
    asked.current = value;
    setText(value);
  }, [value]);

  useEffect(() => {
    const timer = setTimeout(() => {
      if (text.trim() === asked.current) return;
      asked.current = text.trim();
      onChange(asked.current);
    }, debounceMs);
    return () => clearTimeout(timer);
  });

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
