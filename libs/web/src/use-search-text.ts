import { searchQueryMaxChars } from '@initialsdb/contracts';
import { useEffect, useRef, useState } from 'react';

interface SearchText {
  /** As it was typed, within the contract's limit. */
  text: string;
  setText: (text: string) => void;
  /** Searches for the text at once. */
  submit: () => void;
  /** Empties it, and shows everything again. */
  clear: () => void;
}

/**
 * The text of a search box whose search is in the URL: it asks for what was typed after a pause, and follows the URL where that
 * changes by other means, such as Back.
 *
 * @param q the search in force
 */
export function useSearchText(q: string, onSearch: (q: string) => void, pauseMs: number): SearchText {
  const [text, setText] = useState(q);
  const asked = useRef(q);

  useEffect(() => {
    if (q === asked.current) return;
    asked.current = q;
    setText(q);
  }, [q]);

  const search = (value: string) => {
    if (value.trim() === asked.current) return;
    asked.current = value.trim();
    onSearch(asked.current);
  };

  useEffect(() => {
    const timer = setTimeout(() => search(text), pauseMs);
    return () => clearTimeout(timer);
  });

  return {
    text,
    setText: (typed) => setText(limited(typed)),
    submit: () => search(text),
    clear() {
      setText('');
      search('');
    },
  };
}

/** Cuts at the contract's limit of code points, never within one. */
function limited(text: string): string {
  return Array.from(text).slice(0, searchQueryMaxChars).join('');
}
