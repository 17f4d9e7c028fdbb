/** One aligned line of progress: `database   PostgreSQL 15 in .data/postgres`. */
export function report(subject: string, text: string): void {
  process.stdout.write(`${subject.padEnd(10)} ${text}\n`);
}

/** What went wrong, set apart from the progress above it. */
export function complain(message: string): void {
  process.stderr.write(`\n${message}\n`);
}

/** A terminal that was closed must not keep the product from stopping in order. */
export function outliveTerminal(): void {
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
}

/** A fault that the person who typed the command can put right; its message is all that is shown. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
