import { fold } from '@initialsdb/contracts';

/** A piece of the original text, in UTF-16 units, end exclusive. */
export interface TextRange {
  start: number;
  end: number;
}

/** A text's folded form, and for each of its UTF-16 units the original range that it came from. */
interface FoldedText {
  folded: string;
  starts: number[];
  ends: number[];
}

/**
 * Folds code point by code point, which gives the same as `fold(text)`: decomposition and case work on single code points (the one
 * exception, final sigma, is folded away) and white space is joined here.
 */
export function foldWithOffsets(text: string): FoldedText {
  let folded = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let offset = 0;
  for (const point of text) {
    const end = offset + point.length;
    for (const unit of fold(point)) {
      if (unit === ' ' && folded.endsWith(' ')) {
        ends[ends.length - 1] = end;
        continue;
      }
      folded += unit;
      for (let i = 0; i < unit.length; i += 1) {
        starts.push(offset);
        ends.push(end);
      }
    }
    offset = end;
  }
  return { folded, starts, ends };
}

/** Where grapheme clusters begin, with the text's length last. */
function graphemeBoundaries(text: string): number[] {
  const boundaries = Array.from(new Intl.Segmenter().segment(text), ({ index }) => index);
  return [...boundaries, text.length];
}

/** Widens ranges to whole grapheme clusters, so that no letter is parted from its accent and no family from its members. */
function toGraphemes(text: string, ranges: TextRange[]): TextRange[] {
  if (ranges.length === 0 || typeof Intl.Segmenter !== 'function') return ranges;
  const boundaries = graphemeBoundaries(text);
  let i = 0;
  return ranges.map(({ start, end }) => {
    while ((boundaries[i + 1] ?? text.length) <= start && i < boundaries.length - 1) i += 1;
    let j = i;
    while ((boundaries[j] ?? text.length) < end) j += 1;
    return { start: boundaries[i] ?? start, end: boundaries[j] ?? end };
  });
}

function merge(ranges: TextRange[]): TextRange[] {
  const merged: TextRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else merged.push({ ...range });
  }
  return merged;
}

/**
 * Where a text holds any of the terms, as search compares them: also where case, accents or compatibility forms differ.
 *
 * @param terms folded, as parseSearchQuery() gives them
 * @returns ranges in order, not overlapping, of whole grapheme clusters
 */
export function findMatches(text: string, terms: readonly string[]): TextRange[] {
  const { folded, starts, ends } = foldWithOffsets(text);
  const found: TextRange[] = [];
  for (const term of terms) {
    if (term === '') continue;
    for (let at = folded.indexOf(term); at !== -1; at = folded.indexOf(term, at + 1)) {
      found.push({ start: starts[at] ?? 0, end: ends[at + term.length - 1] ?? text.length });
    }
  }
  return merge(toGraphemes(text, merge(found)));
}
