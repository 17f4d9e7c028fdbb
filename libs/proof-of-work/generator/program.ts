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

/** Two rotations and a shift: the small sigmas of the message schedule (FIPS 180-4, section 4.1.2). */
type Sigma = readonly [number, number, number];
const SIGMA_0: Sigma = [7, 18, 3];
const SIGMA_1: Sigma = [17, 19, 10];

/**
 * W[i] = W[i - 16] + sigma0(W[i - 15]) + W[i - 7] + sigma1(W[i - 2]), where the terms that don't depend on lo are
 * added up here and only the others become code.
 */
function writeSchedule({ scalar, ...d }: Dialect, k: readonly number[]) {
  const constants = [...BLOCK];
  const varies = BLOCK.map((_, i) => i === LO);
  const variable = (i: number): string => `w${i % 16}`;
  const once: Code[] = [];
  const schedule: Code[] = [];
  for (let i = LO; i < 64; i++) {
    if (i >= 16) {
      const terms: Code[] = [];
      constants[i] = 0;
      for (const [from, sigma] of [[i - 16], [i - 15, SIGMA_0], [i - 7], [i - 2, SIGMA_1]] as [number, Sigma?][]) {
        if (varies[from]) terms.push(sigmaCode(scalar, d.get(variable(from)), sigma));
        else constants[i]! += sigmaOf(constants[from]!, sigma);
      }
      varies[i] = terms.length > 0;
      if (varies[i]) schedule.push(d.set(variable(i), scalar.add(...terms, scalar.constant(constants[i]!))));
    }
    if (varies[i]) schedule.push(d.keep(i, scalar.add(d.get(variable(i)), scalar.constant(k[i]!))));
    else once.push(d.keep(i, scalar.constant(constants[i]! + k[i]!)));
  }
  return { once, schedule };
}

function sigmaOf(x: number, sigma?: Sigma): number {
  if (sigma === undefined) return x;
  const [r1, r2, shift] = sigma;
  const rotated = (n: number): number => (x >>> n) | (x << (32 - n));
  return rotated(r1) ^ rotated(r2) ^ (x >>> shift);
}

function sigmaCode(scalar: Arithmetic, x: Code, sigma?: Sigma): Code {
  if (sigma === undefined) return x;
  const [r1, r2, shift] = sigma;
  return scalar.xor(scalar.rotateRight(x, r1), scalar.rotateRight(x, r2), scalar.shiftRight(x, shift));
}

/** What is left of round 12, and rounds 13 to 63 of the compression function (FIPS 180-4, section 6.2.2). */
function writeRounds({ lanes, get, set, kept, load }: Dialect) {
  const sum = (register: string, r1: number, r2: number, r3: number): Code =>
    lanes.xor(...[r1, r2, r3].map((n) => lanes.rotateRight(get(register), n)));

  const rounds = REGISTERS.map((register, i) => set(register, load(i)));
  for (const register of ['a', 'e']) rounds.push(set(register, lanes.add(get(register), kept(LO))));
  rounds.push(set('bc', lanes.xor(get('b'), get('c'))));
  // Instead of moving the values from register to register, the registers change their names after each round.
  let order = REGISTERS;
  for (let i = LO + 1; i < 64; i++) {
    const [a, b, , d, e, f, g, h] = order as [string, string, string, string, string, string, string, string];
    const choice = lanes.select(get(e), get(f), get(g));
    rounds.push(set('t', lanes.add(get(h), kept(i), choice, sum(e, 6, 11, 25))));
    // Nothing reads the last round's e.
    if (i < 63) rounds.push(set(d, lanes.add(get(d), get('t'))));
    // Maj(a, b, c) = b ^ ((a ^ b) & (b ^ c)), and b ^ c is the a ^ b of the round before.
    rounds.push(set('ab', lanes.xor(get(a), get(b))));
    const majority = lanes.xor(get(b), lanes.and(get('ab'), get('bc')));
    rounds.push(set(h, lanes.add(get('t'), sum(a, 2, 13, 22), majority)), set('bc', get('ab')));
    order = [h, ...order.slice(0, -1)];
  }
  return { rounds, first: lanes.add(get(order[0]!), load(8)) };
}
