import { Fragment, useMemo } from 'react';
import { findMatches } from './find-matches.js';

interface HighlightProps {
  text: string;
  /** Folded, as parseSearchQuery() gives them. */
  terms: readonly string[];
}

/** A text in which every match of a search is marked. */
export function Highlight({ text, terms }: HighlightProps) {
  const matches = useMemo(() => findMatches(text, terms), [text, terms]);
  if (matches.length === 0) return text;
  return (
    <>
      {matches.map(({ start, end }, i) => (
        <Fragment key={start}>
          {text.slice(matches[i - 1]?.end ?? 0, start)}
          <mark>{text.slice(start, end)}</mark>
        </Fragment>
      ))}
      {text.slice(matches.at(-1)?.end)}
    </>
  );
}
