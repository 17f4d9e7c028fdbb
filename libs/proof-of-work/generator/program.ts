/**
 * The search kernel, written once for every dialect (see dialects.ts and docs/proof-of-work.md).
 *
 * A puzzle's message is two SHA-256 blocks. Block 1 ends with hi, so hashing it once per hi gives a midstate.
 * Block 2 is zero but for word 12, lo, and the padding: rounds 0 to 11 and every term of the message schedule
 * without word 12 are constants ("hot start"). For one lo the schedule is therefore the same for every hi: it is
 * computed once in scalar registers and used for LANES midstates, in groups as wide as the dialect's word.
 * Only the first word of the digest is compared.
 * What lies where in its memory: src/solver/kernels/layout.ts.
 */

const LO = 12;
/** Block 2 with lo = 0: the padding bit after 116 bytes, and their number in bits. */
const BLOCK: readonly number[] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80000000, 0, 116 * 8];

/** An expression in the dialect's language. */
export type Code = string;

/** What a language must offer for the kernel to be written in it. */
export interface Dialect {
  /** Scalar 32-bit arithmetic, for the schedule. */
  scalar: Arithmetic;
  /** Arithmetic on words of `width` lanes, for the rounds. */
  lanes: Arithmetic;
  get(variable: string): Code;
  set(variable: string, value: Code): Code;
  /** Keeps schedule word + round constant of a round for the rounds of all groups, and gives it back in every lane. */
  keep(round: number, value: Code): Code;
  kept(round: number): Code;
  /** Value `index` (0 to 8) of the present group, 0 to 7 being A to H. */
  load(index: number): Code;
  /** The whole module around the loops. `once` runs per call, `schedule` per lo, `rounds` per group; `first` is the first digest word. */
  wrap(parts: { once: Code[]; schedule: Code[]; rounds: Code[]; first: Code }): string;
}

export interface Arithmetic {
  constant(value: number): Code;
  add(...terms: Code[]): Code;
  xor(...terms: Code[]): Code;
  and(x: Code, y: Code): Code;
  /** Bits of x where `mask` is 1, of y where it is 0. */
  select(mask: Code, x: Code, y: Code): Code;
  shiftRight(x: Code, n: number): Code;
  rotateRight(x: Code, n: number): Code;
}

const REGISTERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** Writes the kernel in a dialect. `roundConstants` are SHA-256's 64. */
export function writeKernel(dialect: Dialect, roundConstants: readonly number[]): string {
  const { once, schedule } = writeSchedule(dialect, roundConstants);
  const { rounds, first } = writeRounds(dialect);
  return dialect.wrap({ once, schedule, rounds, first });
}

function writeSchedule({ scalar: s, ...d }: Dialect, k: readonly number[]) {
  const rotr = (x: number, n: number) => (x >>> n) | (x << (32 - n));
  const smallSigma0 = (x: number) => rotr(x, 7) ^ rotr(x, 18) ^ (x >>> 3);
  const smallSigma1 = (x: number) => rotr(x, 17) ^ rotr(x, 19) ^ (x >>> 10);
  const codeSigma = (r1: number, r2: number, shift: number) => (x: Code) =>
    s.xor(s.rotateRight(x, r1), s.rotateRight(x, r2), s.shiftRight(x, shift));

  // What each schedule word is without the terms that depend on lo, and whether it has such terms.
  const fixed = [...BLOCK];
  const varies = BLOCK.map((_, i) => i === LO);
  const name = (i: number) => `w${i % 16}`;
  const once: Code[] = [];
  const schedule: Code[] = [d.keep(LO, s.add(d.get(name(LO)), s.constant(k[LO]!)))];
  for (let i = LO + 1; i < 64; i++) {
    if (i >= 16) {
      const terms: Code[] = [];
      fixed[i] = 0;
      const term = (from: number, ofNumber: (x: number) => number, ofCode: (x: Code) => Code) => {
        if (varies[from]) terms.push(ofCode(d.get(name(from))));
        else fixed[i] = (fixed[i]! + ofNumber(fixed[from]!)) | 0;
      };
      term(
        i - 16,
        (x) => x,
        (x) => x,
      );
      term(i - 15, smallSigma0, codeSigma(7, 18, 3));
      term(
        i - 7,
        (x) => x,
        (x) => x,
      );
      term(i - 2, smallSigma1, codeSigma(17, 19, 10));
      varies[i] = terms.length > 0;
      if (varies[i]) {
        if (fixed[i] !== 0) terms.push(s.constant(fixed[i]!));
        schedule.push(d.set(name(i), s.add(...terms)), d.keep(i, s.add(d.get(name(i)), s.constant(k[i]!))));
        continue;
      }
    }
    once.push(d.keep(i, s.constant(fixed[i]! + k[i]!)));
  }
  return { once, schedule };
}

function writeRounds({ lanes: v, ...d }: Dialect) {
  const bigSigma = (x: Code, r1: number, r2: number, r3: number) =>
    v.xor(v.rotateRight(x, r1), v.rotateRight(x, r2), v.rotateRight(x, r3));

  const rounds = REGISTERS.map((register, i) => d.set(register, d.load(i)));
  for (const register of ['a', 'e']) rounds.push(d.set(register, v.add(d.get(register), d.kept(LO))));
  rounds.push(d.set('bc', v.xor(d.get('b'), d.get('c'))));
  // Renaming the registers after each round instead of moving their values.
  let order = REGISTERS;
  for (let i = LO + 1; i < 64; i++) {
    const [a, b, , dd, e, f, g, h] = order.map((register) => d.get(register)) as [
      Code,
      Code,
      Code,
      Code,
      Code,
      Code,
      Code,
      Code,
    ];
    const [, , , nameD, , , , nameH] = order as [string, string, string, string, string, string, string, string];
    rounds.push(d.set('t', v.add(h, d.kept(i), v.select(e, f, g), bigSigma(e, 6, 11, 25))), d.set('ab', v.xor(a, b)));
    if (i < 63) rounds.push(d.set(nameD, v.add(dd, d.get('t'))));
    // Maj(a, b, c) = b ^ ((a ^ b) & (b ^ c)), and b ^ c is the a ^ b of the round before.
    const majority = v.xor(b, v.and(d.get('ab'), d.get('bc')));
    rounds.push(d.set(nameH, v.add(d.get('t'), bigSigma(a, 2, 13, 22), majority)), d.set('bc', d.get('ab')));
    order = [...order.slice(-1), ...order.slice(0, -1)];
  }
  return { rounds, first: v.add(d.get(order[0]!), d.load(8)) };
}
