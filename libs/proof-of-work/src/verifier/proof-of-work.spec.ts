import { describe, expect, it } from '@jest/globals';
import { decodeBase64url, encodeBase64url } from '../base64url.js';
import { ProofOfWork } from './proof-of-work.js';
import type { ProofOfWorkOptions } from './proof-of-work.js';
import { solveWithNode } from './solve-with-node.js';
import { MemoryUsedTokenStore } from './used-tokens.js';

const alice = { client: '192.0.2.1', userAgent: 'Browser/1.0' };

function setUp(options: Partial<ProofOfWorkOptions> = {}) {
  const clock = { nowMs: 1_700_000_000_000 };
  const pow = new ProofOfWork({ difficulty: 8, ttlMs: 100_000, now: () => clock.nowMs, ...options });
  return { clock, pow };
}

function codeOf(pow: ProofOfWork, header: string | undefined, binding = alice): string {
  const verdict = pow.verify(header, binding);
  return verdict.ok ? 'ok' : verdict.code;
}

/** A header with one bit of the token or the nonces turned over. */
function withFlippedBit(header: string, part: 0 | 1, bit: number): string {
  const parts = header.split('.') as [string, string];
  const bytes = decodeBase64url(parts[part])!;
  bytes[bit >> 3]! ^= 1 << (bit & 7);
  parts[part] = encodeBase64url(bytes);
  return parts.join('.');
}

/** The places of the nonces' bits that are set, one of each puzzle; fewer where a nonce is 0. */
function setBits(header: string): number[] {
  const bytes = decodeBase64url(header.split('.')[1]!)!;
  return Array.from({ length: 8 }, (_, puzzle) => puzzle * 64).flatMap((first) => {
    const offset = Array.from({ length: 64 }, (_, bit) => bit).find((bit) => {
      return bytes[(first + bit) >> 3]! & (1 << (bit & 7));
    });
    return offset === undefined ? [] : [first + offset];
  });
}

describe('ProofOfWork', () => {
  it('issues 44 opaque bytes, 8 puzzles and bits that make POW_DIFFICULTY', () => {
    const challenge = setUp({ difficulty: 21 }).pow.issue(alice);
    expect(decodeBase64url(challenge.token)).toHaveLength(44);
    expect(challenge).toMatchObject({ puzzles: 8, bits: 18, expiresInMs: 100_000 });
  });

  it.each([
    [3, 0],
    [4, 1],
    [32, 29],
  ])('asks for 2^%i hashes with %i bits', (difficulty, bits) => {
    expect(setUp({ difficulty }).pow.issue(alice).bits).toBe(bits);
  });

  it('lets a solution through, and says what it was', () => {
    const { clock, pow } = setUp();
    const header = solveWithNode(pow.issue(alice));
    clock.nowMs += 1234;
    expect(pow.verify(header, alice)).toEqual({ ok: true, bits: 5, puzzles: 8, difficulty: 8, ageMs: 1234 });
  });

  it('refuses a solution that was used before', () => {
    const { pow } = setUp();
    const header = solveWithNode(pow.issue(alice));
    expect(codeOf(pow, header)).toBe('ok');
    expect(codeOf(pow, header)).toBe('POW_REPLAYED');
  });

  it('lets exactly one of 1,000 uses through', () => {
    const { pow } = setUp();
    const header = solveWithNode(pow.issue(alice));
    const codes = Array.from({ length: 1000 }, () => codeOf(pow, header));
    expect(codes.filter((code) => code === 'ok')).toHaveLength(1);
    expect(codes.filter((code) => code === 'POW_REPLAYED')).toHaveLength(999);
  });

  it('takes another solution of a used token for a replay', () => {
    const { pow } = setUp({ difficulty: 3 });
    const challenge = pow.issue(alice);
    const header = solveWithNode(challenge);
    expect(codeOf(pow, header)).toBe('ok');
    expect(codeOf(pow, withFlippedBit(header, 1, 3))).toBe('POW_REPLAYED');
  });

  it('asks for a proof where there is none', () => {
    expect(codeOf(setUp().pow, undefined)).toBe('POW_REQUIRED');
  });

  it('refuses any token with a bit turned over', () => {
    const { pow } = setUp({ difficulty: 3 });
    const header = solveWithNode(pow.issue(alice));
    for (let bit = 0; bit < 44 * 8; bit++) expect(codeOf(pow, withFlippedBit(header, 0, bit))).toBe('POW_INVALID');
    expect(codeOf(pow, header)).toBe('ok');
  });

  it('refuses a nonce that solves nothing, whichever the puzzle', () => {
    const { pow } = setUp({ difficulty: 13 });
    let header = solveWithNode(pow.issue(alice));
    while (setBits(header).length < 8) header = solveWithNode(pow.issue(alice));
    // The reference takes the smallest nonces that solve, so a smaller one is sure to solve nothing.
    for (const bit of setBits(header)) expect(codeOf(pow, withFlippedBit(header, 1, bit))).toBe('POW_INVALID');
    expect(codeOf(pow, header)).toBe('ok');
  });

  it.each([
    ['nothing', () => ''],
    ['no dot', (token: string) => token],
    ['no nonces', (token: string) => `${token}.`],
    ['too few nonces', (token: string) => `${token}.${'A'.repeat(75)}`],
    ['seven nonces', (token: string) => `${token}.${encodeBase64url(new Uint8Array(56))}`],
    ['nine nonces', (token: string) => `${token}.${encodeBase64url(new Uint8Array(72))}`],
    ['two dots', (token: string) => `${token}.${'A'.repeat(86)}.`],
    ['padding', (token: string) => `${token}.${'A'.repeat(86)}==`],
    ['a token of 43 bytes', () => `${'A'.repeat(58)}.${'A'.repeat(86)}`],
    ['a foreign token', () => `${'A'.repeat(59)}.${'A'.repeat(86)}`],
    ['two headers in one', (token: string) => `${token}.${'A'.repeat(86)}, ${token}.${'A'.repeat(86)}`],
  ])('refuses %s', (_, make) => {
    const { pow } = setUp({ difficulty: 3 });
    expect(codeOf(pow, make(pow.issue(alice).token))).toBe('POW_INVALID');
  });

  it('is for one client and one User-Agent', () => {
    const { pow } = setUp();
    const header = solveWithNode(pow.issue(alice));
    expect(codeOf(pow, header, { ...alice, client: '192.0.2.2' })).toBe('POW_INVALID');
    expect(codeOf(pow, header, { ...alice, userAgent: '' })).toBe('POW_INVALID');
    expect(codeOf(pow, header, { client: `${alice.client}B`, userAgent: alice.userAgent.slice(1) })).toBe(
      'POW_INVALID',
    );
    expect(codeOf(pow, header)).toBe('ok');
  });

  it('binds a User-Agent of any length', () => {
    const { pow } = setUp();
    const long = { client: '2001:db8::/64', userAgent: 'ü'.repeat(20_000) };
    const header = solveWithNode(pow.issue(long));
    expect(codeOf(pow, header, { ...long, userAgent: `${long.userAgent}!` })).toBe('POW_INVALID');
    expect(codeOf(pow, header, long)).toBe('ok');
  });

  it('refuses at the very millisecond of the expiry, not before', () => {
    const { clock, pow } = setUp();
    const [early, late] = [solveWithNode(pow.issue(alice)), solveWithNode(pow.issue(alice))];
    clock.nowMs += 99_999;
    expect(codeOf(pow, early)).toBe('ok');
    clock.nowMs += 1;
    expect(codeOf(pow, late)).toBe('POW_EXPIRED');
    expect(codeOf(pow, early)).toBe('POW_EXPIRED');
  });

  it('says expired before it looks at the puzzles, and invalid before it looks at the clock', () => {
    const { clock, pow } = setUp({ difficulty: 32 });
    const unsolved = `${pow.issue(alice).token}.${'A'.repeat(86)}`;
    expect(codeOf(pow, unsolved)).toBe('POW_INVALID');
    clock.nowMs += 100_000;
    expect(codeOf(pow, unsolved)).toBe('POW_EXPIRED');
    expect(codeOf(pow, withFlippedBit(unsolved, 0, 100))).toBe('POW_INVALID');
  });

  it('goes by the bits signed into the token', () => {
    const { clock, pow } = setUp({ difficulty: 3, maxDifficulty: 7 });
    const easy = solveWithNode(pow.issue(alice));
    for (let i = 0; i < 40; i++) pow.verify(solveWithNode(pow.issue(alice)), alice);
    expect(pow.issue(alice).bits).toBe(1);
    clock.nowMs += 1;
    expect(pow.verify(easy, alice)).toMatchObject({ ok: true, bits: 0 });
  });

  it('does not know the tokens of another start', () => {
    const header = solveWithNode(setUp().pow.issue(alice));
    expect(codeOf(setUp().pow, header)).toBe('POW_INVALID');
  });

  it('verifies a token across the change of keys for as long as it lives', () => {
    const { clock, pow } = setUp();
    clock.nowMs += 3_599_999;
    const header = solveWithNode(pow.issue(alice));
    clock.nowMs += 99_999;
    expect(pow.issue(alice).token).not.toBe('');
    expect(codeOf(pow, header)).toBe('ok');
    clock.nowMs += 3_500_000;
    expect(codeOf(pow, header)).toBe('POW_EXPIRED');
    clock.nowMs += 3_600_000;
    expect(codeOf(pow, header)).toBe('POW_INVALID');
  });

  it('refuses with UNAVAILABLE when the store is full, and still tells a replay', () => {
    const { clock, pow } = setUp({ difficulty: 3, store: new MemoryUsedTokenStore(100_000, 8) });
    const used = Array.from({ length: 6 }, () => solveWithNode(pow.issue(alice)));
    for (const header of used) expect(codeOf(pow, header)).toBe('ok');
    const seventh = solveWithNode(pow.issue(alice));
    expect(codeOf(pow, seventh)).toBe('UNAVAILABLE');
    for (const header of used) expect(codeOf(pow, header)).toBe('POW_REPLAYED');
    clock.nowMs += 99_999;
    expect(codeOf(pow, seventh)).toBe('UNAVAILABLE');
    clock.nowMs += 100_001;
    expect(codeOf(pow, solveWithNode(pow.issue(alice)))).toBe('ok');
  });

  it('keeps to the ceiling of 32 and to a floor that is the ceiling', () => {
    expect(setUp({ difficulty: 31 }).pow.currentDifficulty()).toBe(31);
    expect(setUp({ difficulty: 20, maxDifficulty: 20 }).pow.currentDifficulty()).toBe(20);
  });
});
