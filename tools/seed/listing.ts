import { normalQuantile, splitmix32, zipfTable, type Random } from './random.js';
import { EMOJI, LANGUAGES, PUNCTUATED, type Language } from './vocabulary.js';

/** How many coined words (stems and endings put together) the tail of a language draws from. */
const TAIL_SIZE = 200_000;
/** Of 256 words so many come from the tail: the 250 most used words of a language make about five sixths of short texts. */
const TAIL_OF_256 = 44;
const MEDIAN_CHARS = 120;
const SIGMA = 0.75;
const MIN_CHARS = 20;
const MAX_CHARS = 2000;

const LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ';
const ENDS = ['.', '.', '.', '!', ',', ',', ' -', ';', ':', '?'];

interface Lexicon {
  readonly space: string;
  readonly words: readonly string[];
  readonly stems: readonly string[];
  readonly endings: readonly string[];
  readonly ranks: Uint32Array;
}

const LEXICONS: readonly Lexicon[] = LANGUAGES.map((language) => ({
  space: language.space,
  words: language.words.split(' '),
  stems: language.stems.split(' '),
  endings: language.endings.split(' '),
  ranks: zipfTable(language.words.split(' ').length, 4),
}));
const LEXICON_BY_QUANTILE = quantiles(LANGUAGES);
const TAIL_RANKS = zipfTable(TAIL_SIZE, 20);
const LENGTHS = Uint16Array.from({ length: 4096 }, (_, i) => {
  const chars = MEDIAN_CHARS * Math.exp(SIGMA * normalQuantile((i + 0.5) / 4096));
  return Math.max(MIN_CHARS, Math.min(MAX_CHARS, Math.round(chars)));
});

/**
 * The body of listing `n` of the data set `seed`: the same text for the same two numbers, on any machine, in any order.
 * Bodies are valid as the contract wants them (trimmed, no control characters but newline), 20 to 2000 UTF-16 units,
 * median about 120, words by Zipf's law in fifteen languages, with a tail rare enough that some words occur once.
 */
export function listing(seed: number, n: number): string {
  const random = splitmix32(Math.imul(seed, 0x85ebca6b) ^ Math.imul(n + 1, 0xc2b2ae35));
  const first = LEXICONS[LEXICON_BY_QUANTILE[random() >>> 24]!]!;
  const length = LENGTHS[random() >>> 20]!;
  let body = capitalised(word(first, random));
  let lexicon = first;
  while (body.length < length) {
    const dice = random();
    // One word in 64 is of another language, as people write who live among several.
    if ((dice & 63) === 0) lexicon = LEXICONS[LEXICON_BY_QUANTILE[random() >>> 24]!]!;
    else if ((dice & 63) === 1) lexicon = first;
    if (((dice >>> 6) & 7) === 0) body += ENDS[(dice >>> 9) % ENDS.length]!;
    if (((dice >>> 13) & 63) === 0) body += '\n';
    else body += lexicon.space === '' && ((dice >>> 19) & 7) !== 0 ? '' : ' ';
    body += ((dice >>> 22) & 15) === 0 ? special(random) : word(lexicon, random);
  }
  return clip(body, length);
}

function word(lexicon: Lexicon, random: Random): string {
  const dice = random();
  if ((dice & 255) < TAIL_OF_256) return coined(lexicon, random);
  return lexicon.words[lexicon.ranks[dice >>> 16]!]!;
}

/** The digits of a rank choose one or two stems and an ending, so each rank is a word of its own while they last. */
function coined({ stems, endings }: Lexicon, random: Random): string {
  const quantile = TAIL_RANKS[random() >>> 16]!;
  // Past some thousands the 65536 quantiles no longer meet every rank; a further draw fills the gaps between them.
  const rank = quantile < 4096 ? quantile : quantile + (random() % (quantile >>> 9));
  const short = Math.floor(rank / stems.length);
  const tail = stems[rank % stems.length]! + endings[short % endings.length]!;
  return short < endings.length ? tail : stems[Math.floor(short / endings.length) % stems.length]! + tail;
}

function special(random: Random): string {
  const dice = random();
  const value = dice >>> 8;
  switch (dice & 7) {
    case 0:
      return EMOJI[value % EMOJI.length]!;
    case 1:
      return PUNCTUATED[value % PUNCTUATED.length]!;
    case 2:
      return `${LETTERS[value % 23]!}${LETTERS[(value >>> 5) % 23]!}-${1000 + ((value >>> 10) % 9000)}`;
    case 3:
      return `0${100 + (value % 900)} ${100000 + (random() % 900000)}`;
    case 4:
      return `${10 + (value % 190)} x ${10 + ((value >>> 8) % 190)} cm`;
    default:
      return `${value % 7 === 0 ? value % 10000 : (1 + (value % 99)) * 5}${['€', ' €', ' EUR', '$', ' zł', ' ₽'][value % 6]!}`;
  }
}

function capitalised(text: string): string {
  const first = String.fromCodePoint(text.codePointAt(0)!);
  return first.toUpperCase() + text.slice(first.length);
}

/** Cut at `length`, never between the halves of a surrogate pair. */
function clip(body: string, length: number): string {
  const last = body.charCodeAt(length - 1);
  const splits = last >= 0xd800 && last <= 0xdbff;
  return body.slice(0, splits ? length - 1 : length).trim();
}

function quantiles(languages: readonly Language[]): Uint8Array {
  const table = new Uint8Array(256);
  let at = 0;
  let sum = 0;
  languages.forEach((language, index) => {
    sum += language.share;
    while (at < Math.round(sum * 256) && at < 256) table[at++] = index;
  });
  return table;
}
