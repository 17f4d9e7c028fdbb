import { searchQueryMaxChars } from '@initialsdb/contracts';
import { useTypedText, type TypedText } from './use-typed-text.js';

/** The text of a search box, within the contract's limit. @param q the search in force */
export function useSearchText(q: string, onSearch: (q: string) => void, pauseMs: number): TypedText {
  const typed = useTypedText(q, onSearch, pauseMs);
  return { ...typed, setText: (text) => typed.setText(limited(text)) };
}

/** Cuts at the contract's limit of code points, never within one. */
function limited(text: string): string {
  return Array.from(text).slice(0, searchQueryMaxChars).join('');
}
