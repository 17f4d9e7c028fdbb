/**
 * What is searched for, by kind. The words are those of tools/seed/vocabulary.ts: the most used of a language are in many thousands of a
 * million listings, those of its middle in some thousands, coined ones (stem and ending) in a few, and some in none.
 */
export const searchTerms: Readonly<Record<string, readonly string[]>> = {
  'common word': ['for', 'und', 'sale', 'the'],
  'mid-frequency word': ['lantern', 'klavier', 'guitar', 'machine'],
  'rare word': ['quillware', 'vesperzephyr', 'glimmerwick', 'tarnvesper'],
  'absent word': ['xylograph', 'bartholomew', 'qwrtzpsd', 'zugzwang'],
  'phrase of common words': ['"for the"', '"and the"', '"in good"', '"of the"'],
  'absent phrase of common words': [
    '"for lantern the for"',
    '"sofa of the wardrobe for"',
    '"the and of for the on the"',
  ],
  '1 Latin character': ['e', 'q', 'x', 'z'],
  '1 rare character': ['☂', 'ᴁ', 'ж', 'ø'],
  '2 Latin characters': ['th', 'qx', 'zq', 'ab'],
  '3 Latin characters': ['old', 'ths', 'cat', 'ram'],
  '3 Latin characters, rare or absent': ['vhs', 'oak', 'gym', 'wok'],
  '1 Han character': ['中', '出', '的', '新'],
  '1 Han character, rare or absent': ['齉', '龘', '鱻', '靐'],
  '2 Han characters': ['出售', '中文', '北京', '安百'],
  '2 Han characters, rare or absent': ['鱻齉', '龘龘', '齉鱻', '靐龘'],
  '8 terms': [
    'the and for with of to in is',
    'sofa chair desk lamp bed the for and',
    'zebra chair desk lamp bed the for and',
  ],
};

/** The requests that ask a route for first pages, one for each term. */
export function pathsOf(route: string, terms: readonly string[]): string[] {
  return terms.map((q) => `${route}?q=${encodeURIComponent(q)}`);
}
