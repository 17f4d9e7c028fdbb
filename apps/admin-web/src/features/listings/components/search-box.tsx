import { searchQueryMaxChars } from '@initialsdb/contracts';
import { useEffect, useRef, useState, type RefObject } from 'react';

const debounceMs = 200;

interface SearchBoxProps {
  /** The search in force, from the URL. */
  q: string;
  onSearch: (q: string) => void;
  ref: RefObject<HTMLInputElement | null>;
}

/** Cuts at the contract's limit of code points, never within one. */
function limited(text: string): string {
  return Array.from(text).slice(0, searchQueryMaxChars).join('');
}

/** Searches all listings, hidden ones too, while one types. Escape empties it. */
export function SearchBox({ q, onSearch, ref }: SearchBoxProps) {
  const [text, setText] = useState(q);
  const asked = useRef(q);

  // The URL changed by other means, such as Back.
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
    const timer = setTimeout(() => search(text), debounceMs);
    return () => clearTimeout(timer);
  });

  return (
    <search className="min-w-0 grow sm:max-w-80">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          search(text);
        }}
      >
        <input
          ref={ref}
          type="search"
          aria-label="Search listings"
          aria-keyshortcuts="/"
          placeholder="Search, hidden ones too"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="search"
          dir="auto"
          value={text}
          onChange={(event) => setText(limited(event.target.value))}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.preventDefault();
            if (text === '') return event.currentTarget.blur();
            setText('');
            search('');
          }}
          className="min-h-9 w-full appearance-none border border-line bg-transparent px-2.5 text-md text-ink outline-offset-0 placeholder:text-soft hover:border-soft focus:border-ink"
        />
      </form>
    </search>
  );
}
