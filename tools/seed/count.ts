import { CommandError } from '../terminal/terminal.js';

const most = 100_000_000;

/** @throws CommandError where `make seed` was given no N or one that is no count */
export function readCount(args: readonly string[]): number {
  const text = args.join(' ');
  const count = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= most) return count;
  throw new CommandError(
    `make seed N=100000 adds that many listings; N must be a whole number from 1 to ${most}, ` +
      `${text ? `not ${JSON.stringify(text)}` : 'and none was given'}.`,
  );
}
