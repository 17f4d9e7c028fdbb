import { useEffect, useRef, useState } from 'react';

export interface TypedText {
  /** As it was typed. */
  text: string;
  setText: (text: string) => void;
  /** Puts the text in force at once. */
  submit: () => void;
  /** Empties it, and puts that in force. */
  clear: () => void;
}

/**
 * A field's text whose value is in the URL: what was typed comes into force after a pause, trimmed, and the text follows the URL where
 * that changes by other means, such as Back.
 *
 * @param value the one in force
 */
export function useTypedText(value: string, onChange: (value: string) => void, pauseMs: number): TypedText {
  const [text, setText] = useState(value);
  const asked = useRef(value);

  useEffect(() => {
    if (value === asked.current) return;
    asked.current = value;
    setText(value);
  }, [value]);

  const ask = (typed: string) => {
    if (typed.trim() === asked.current) return;
    asked.current = typed.trim();
    onChange(asked.current);
  };

  useEffect(() => {
    const timer = setTimeout(() => ask(text), pauseMs);
    return () => clearTimeout(timer);
  });

  return {
    text,
    setText,
    submit: () => ask(text),
    clear() {
      setText('');
      ask('');
    },
  };
}
