/** A stream of pseudo-random 32-bit numbers. */
export type Random = () => number;

/** splitmix32: one multiplication-and-shift mix per number, seeded by one number. Source: Steele et al., "Fast Splittable PRNGs" (2014), 32-bit form. */
export function splitmix32(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
}

/** Ranks 0..size-1 so drawn that rank r comes with weight 1 / (r + offset): a table of 2^16 quantiles, so a draw is one look-up. */
export function zipfTable(size: number, offset: number): Uint32Array {
  const table = new Uint32Array(65536);
  // The weight up to rank r is about log((r + offset) / offset); its inverse gives the rank at each quantile.
  const whole = Math.log((size + offset) / offset);
  for (let i = 0; i < table.length; i++) {
    const rank = offset * Math.exp(((i + 0.5) / table.length) * whole) - offset;
    table[i] = Math.min(size - 1, Math.floor(rank));
  }
  return table;
}

/** The standard normal's quantile of p, 0 < p < 1 (Abramowitz and Stegun 26.2.23): off by 4.5e-4 at most, plenty for lengths. */
export function normalQuantile(p: number): number {
  const q = p < 0.5 ? p : 1 - p;
  const t = Math.sqrt(-2 * Math.log(q));
  const z =
    t - (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t);
  return p < 0.5 ? -z : z;
}
