import { CommandError } from '../../tools/terminal/terminal.js';
import type { Patience } from './load.js';

/** What the design's gates are about, and the default. */
export const listingsOfGates = 1_000_000;
const listingsMin = 1000;
/** With fewer listings a run is a look, and a short one. */
const thorough: Patience = { rounds: 5, seconds: 2 };
const brief: Patience = { rounds: 3, seconds: 1 };
const briefBelow = 200_000;

export interface BenchOptions {
  /** Sections to run. */
  names: string[];
  listings: number;
  patience: Patience;
}

/**
 * @param args `ONLY=search,total` and `N=100000`, either of them empty or left out
 * @throws CommandError naming what is known
 */
export function readOptions(args: readonly string[], known: readonly string[]): BenchOptions {
  const given = new Map(args.map((arg) => [arg.slice(0, arg.indexOf('=')), arg.slice(arg.indexOf('=') + 1)]));
  const names = (given.get('ONLY') || known.join(',')).split(',');
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new CommandError(`ONLY=${unknown.join(',')}: the bench has the parts ${known.join(', ')}.`);
  const listings = Number(given.get('N') || listingsOfGates);
  if (!Number.isSafeInteger(listings) || listings < listingsMin) {
    throw new CommandError(`N must be a whole number of listings from ${listingsMin}, not ${given.get('N')}.`);
  }
  return { names, listings, patience: listings < briefBelow ? brief : thorough };
}
