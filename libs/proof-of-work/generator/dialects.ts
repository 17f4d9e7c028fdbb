import type { Arithmetic, Code, Dialect } from './program.js';

/** The shape of src/solver/kernels/layout.ts. */
export interface Layout {
  lanes: number;
  words: { schedule: number; groups: number; perLane: number };
}

const REGISTERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 't', 'ab', 'bc'];
const SCHEDULE = Array.from({ length: 16 }, (_, i) => `w${i}`);
const ROUNDS = Array.from({ length: 52 }, (_, i) => i + 12);

const fold = (op: string, terms: Code[]): Code => terms.reduce((sum, term) => `(${op} ${sum} ${term})`);

const i32: Arithmetic = {
  constant: (value) => `(i32.const ${value | 0})`,
  add: (...terms) => fold('i32.add', terms),
  xor: (...terms) => fold('i32.xor', terms),
  and: (x, y) => `(i32.and ${x} ${y})`,
  select: (mask, x, y) => i32.xor(y, i32.and(mask, i32.xor(x, y))),
  shiftRight: (x, n) => `(i32.shr_u ${x} (i32.const ${n}))`,
  rotateRight: (x, n) => `(i32.rotr ${x} (i32.const ${n}))`,
};

const i32x4: Arithmetic = {
  constant: (value) => `(i32x4.splat (i32.const ${value | 0}))`,
  add: (...terms) => fold('i32x4.add', terms),
  xor: (...terms) => fold('v128.xor', terms),
  and: (x, y) => `(v128.and ${x} ${y})`,
  select: (mask, x, y) => `(v128.bitselect ${x} ${y} ${mask})`,
  shiftRight: (x, n) => `(i32x4.shr_u ${x} (i32.const ${n}))`,
  rotateRight: (x, n) => `(v128.or (i32x4.shr_u ${x} (i32.const ${n})) (i32x4.shl ${x} (i32.const ${32 - n})))`,
};

/** WebAssembly text, scalar or with 128-bit SIMD. Exports `memory` and `search(lo, left, mask)`; see kernel.ts. */
export function webAssembly(simd: boolean, { lanes, words }: Layout): Dialect {
  const width = simd ? 4 : 1;
  const type = simd ? 'v128' : 'i32';
  const groupBytes = 4 * width * words.perLane;
  const keptAt = (round: number) => `offset=${4 * (words.schedule + round)} (i32.const 0)`;
  const groups = { first: 4 * words.groups, end: 4 * words.groups + (lanes / width) * groupBytes };
  return {
    scalar: i32,
    lanes: simd ? i32x4 : i32,
    get: (variable) => `(local.get $${variable})`,
    set: (variable, value) => `(local.set $${variable} ${value})`,
    keep: (round, value) => `(i32.store ${keptAt(round)} ${value})`,
    kept: (round) => `(${simd ? 'v128.load32_splat' : 'i32.load'} ${keptAt(round)})`,
    load: (index) => `(${type}.load offset=${4 * width * index} (local.get $group))`,
    wrap: ({ once, schedule, rounds, first }) => `
(module (memory (export "memory") 1)
  (func (export "search") (param $w12 i32) (param $left i32) (param $mask i32) (result i32)
    (local $lo i32) (local $group i32)
    ${SCHEDULE.filter((w) => w !== 'w12')
      .map((w) => `(local $${w} i32)`)
      .join(' ')}
    ${REGISTERS.map((r) => `(local $${r} ${type})`).join(' ')}
    (local.set $lo (local.get $w12))
    ${once.join('\n    ')}
    (loop $each_lo
      (local.set $w12 (local.get $lo))
      ${schedule.join('\n      ')}
      (local.set $group (i32.const ${groups.first}))
      (loop $each_group
        ${rounds.join('\n        ')}
        (if ${
          simd
            ? `(i32.eqz (i32x4.all_true (v128.and ${first} (i32x4.splat (local.get $mask)))))`
            : `(i32.eqz (i32.and ${first} (local.get $mask)))`
        } (then (return (local.get $left))))
        (br_if $each_group (i32.lt_u
          (local.tee $group (i32.add (local.get $group) (i32.const ${groupBytes})))
          (i32.const ${groups.end}))))
      (local.set $lo (i32.add (local.get $lo) (i32.const 1)))
      (br_if $each_lo (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))
    (i32.const 0)))
`,
  };
}

const js: Arithmetic = {
  constant: (value) => `${value | 0}`,
  add: (...terms) => `(${terms.reduce((sum, term) => `(${sum} + ${term} | 0)`)})`,
  xor: (...terms) => `(${terms.join(' ^ ')})`,
  and: (x, y) => `(${x} & ${y})`,
  select: (mask, x, y) => `(${y} ^ (${mask} & (${x} ^ ${y})))`,
  shiftRight: (x, n) => `(${x} >>> ${n})`,
  rotateRight: (x, n) => `(${x} >>> ${n} | ${x} << ${32 - n})`,
};

/** A TypeScript function `search(memory, lo, left, mask)`; the kept words are local variables, which needs no bounds checks. */
export function typeScript({ lanes, words }: Layout): Dialect {
  return {
    scalar: js,
    lanes: js,
    get: (variable) => variable,
    set: (variable, value) => `${variable} = ${value} | 0;`,
    keep: (round, value) => `k${round} = ${value} | 0;`,
    kept: (round) => `k${round}`,
    load: (index) => `(m[p + ${index}]!)`,
    wrap: ({ once, schedule, rounds, first }) => `
export function search(m: Int32Array, lo: number, left: number, mask: number): number {
  let ${ROUNDS.map((round) => `k${round} = 0`).join(', ')};
  let ${[...SCHEDULE, ...REGISTERS].map((v) => `${v} = 0`).join(', ')};
  ${once.join('\n  ')}
  do {
    w12 = lo;
    ${schedule.join('\n    ')}
    for (let p = ${words.groups}; p < ${words.groups + lanes * words.perLane}; p += ${words.perLane}) {
      ${rounds.join('\n      ')}
      if ((${first} & mask) === 0) return left;
    }
    lo = (lo + 1) | 0;
  } while (--left !== 0);
  return 0;
}
`,
  };
}
