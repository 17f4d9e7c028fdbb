import { IconButton } from '@initialsdb/ui';
import { useSearchText } from '@initialsdb/web';
import { useRef } from 'react';
import { useSlashKey } from '../hooks/use-slash-key.js';

const pauseMs = 180;

interface SearchBoxProps {
  /** The search in force, from the URL. */
  q: string;
  onSearch: (q: string) => void;
}

/** Searches while one types; `/` comes here from anywhere, Escape empties it. */
export function SearchBox({ q, onSearch }: SearchBoxProps) {
  const { text, setText, submit, clear } = useSearchText(q, onSearch, pauseMs);
  const input = useRef<HTMLInputElement>(null);
  useSlashKey(input);

  const empty = () => {
    clear();
    input.current?.focus();
  };

  return (
    <search>
      <form
        className="mt-10 flex items-center gap-2.5 border-b border-edge text-soft focus-within:border-ink focus-within:shadow-[0_1px_0_rgb(var(--ink))]"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <svg
          viewBox="0 0 16 16"
          className="size-4 shrink-0"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.25"
          aria-hidden
        >
          <circle cx="6.75" cy="6.75" r="4.75" />
          <path d="m10.25 10.25 4 4" />
        </svg>
        <input
          ref={input}
          type="search"
          aria-label="Search listings"
          aria-keyshortcuts="/"
          placeholder="Search"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="search"
          dir="auto"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && text !== '') {
              event.preventDefault();
              empty();
            }
          }}
          className="peer min-h-11 min-w-0 flex-1 appearance-none bg-transparent text-ink outline-none placeholder:text-soft"
        />
        {text === '' ? (
          <kbd aria-hidden className="hidden peer-focus:invisible sm:block">
            /
          </kbd>
        ) : (
          <IconButton label="Clear search" onClick={empty} className="-mr-3">
            <svg viewBox="0 0 12 12" className="size-3" stroke="currentColor" strokeWidth="1.25" aria-hidden>
              <path d="m1.5 1.5 9 9m0-9-9 9" />
            </svg>
          </IconButton>
        )}
      </form>
    </search>
  );
}
