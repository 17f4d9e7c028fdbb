/** How many midstates, that is values of hi, one call of a kernel searches: shares each lo's schedule among as many. */
export const LANES = 64;

/**
 * Where a kernel's memory holds what, in 32-bit words. At `schedule` the kernel keeps what it computes for one lo. From `groups` on
 * the caller puts the midstates, a group as wide as the kernel's word after another; in a group each of these `perLane` values is
 * given for every lane:
 *   A B C D E F G H   B C D and F G H are SHA-256's registers a b c and e f g after round 11 of block 2, and
 *                     A = h + S1(e) + Ch(e, f, g) + S0(a) + Maj(a, b, c) and E = d + h + S1(e) + Ch(e, f, g):
 *                     all of round 12 that doesn't depend on lo
 *   I                 the first word of the midstate, for the final addition
 */
export const WORDS = { schedule: 0, groups: 64, perLane: 9 } as const;
