import { useSearchText } from '@initialsdb/web';
import type { RefObject } from 'react';

const pauseMs = 200;

interface SearchBoxProps {
  /** The search in force, from the URL. */
  q: string;
  onSearch: (q: string) => void;
  ref: RefObject<HTMLInputElement | null>;
}

/** Searches all listings, hidden ones too, while one types. Escape empties it. */
export function SearchBox({ q, onSearch, ref }: SearchBoxProps) {
  const { text, setText, submit, clear } = useSearchText(q, onSearch, pauseMs);
  return (
    <search className="min-w-0 grow sm:max-w-80">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
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
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.preventDefault();
            if (text === '') return event.currentTarget.blur();
            clear();
          }}
          className="min-h-9 w-full appearance-none coarse:min-h-11 border border-edge bg-transparent px-2.5 text-md text-ink outline-offset-0 placeholder:text-soft hover:border-ink focus:border-ink"
        />
      </form>
    </search>
  );
}
