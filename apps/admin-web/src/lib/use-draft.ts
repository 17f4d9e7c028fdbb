import { useCallback, useState } from 'react';

const drafts = new Map<string, string>();

/**
 * A text being typed, kept while the app runs: a dialog that was closed, or a session that ended, doesn't lose it. Set it to `''`
 * once it has served.
 */
export function useDraft(key: string): [string, (text: string) => void] {
  const [text, setText] = useState(() => drafts.get(key) ?? '');
  const write = useCallback(
    (next: string) => {
      if (next === '') drafts.delete(key);
      else drafts.set(key, next);
      setText(next);
    },
    [key],
  );
  return [text, write];
}
