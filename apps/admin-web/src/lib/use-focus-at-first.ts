import { useEffect, useRef, type RefObject } from 'react';

/** Moves the focus to a field as it appears: where it is what the page is for. `isThere` tells when that is. */
export function useFocusAtFirst(isThere = true): RefObject<HTMLInputElement | null> {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isThere) field.current?.focus();
  }, [isThere]);
  return field;
}
