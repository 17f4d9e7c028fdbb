import { describe, expect, it } from '@jest/globals';
import { fold } from './fold.js';

/** Written down by hand after the contract, for nothing else knows what fold() should give. */
describe('fold()', () => {
  it.each([
    ['case', 'HARBOUR Straße ÀÉÎ', 'harbour straße aei'],
    ['marks, composed or not', 'naïve nai\u0308ve e\u0301\u0327', 'naive naive e'],
    ['the marks of other scripts', 'ёлка  й हिन्दी الْعَرَبِيَّة שָׁלוֹם ไทย้', 'елка и हनद العربية שלום ไทย'],
    ['compatibility forms', 'ﬁne ① ｱﾊﾟｰﾄ ½ ㎏ Ⅷ ﷺ', 'fine 1 アハート 1⁄2 kg viii صلى الله عليه وسلم'],
    ['Hangul, by its letters', '각 가', '\u1100\u1161\u11a8 \u1100\u1161'],
    ['the three sigmas as one', 'ΟΔΟΣ οδος Οδός', 'οδοσ οδοσ οδοσ'],
    ['the Turkish İ as i, and ı as itself', 'İSTANBUL ısı', 'istanbul ısı'],
    ['runs of any white space as one space', 'a \t\n b\u00a0\u3000c\u2028d', 'a b c d'],
    ['leaving punctuation and emoji alone', 'C++ d3.js 100% a_b \\ 👩‍👧 漢字', 'c++ d3.js 100% a_b \\ 👩‍👧 漢字'],
    ['leaving nothing of marks alone', '\u0301\u0308', ''],
  ])('takes %s', (_, text, folded) => {
    expect(fold(text)).toBe(folded);
    expect(fold(folded)).toBe(folded);
  });
});
