const WIDTH = 32;

/** Draws a bar of the puzzles that are solved on the terminal's error stream, and clears it when all are. */
export function showProgress({ solved, puzzles, difficulty }) {
  const full = Math.round((WIDTH * solved) / puzzles);
  const bar = `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}`;
  const line = `Proof of work (2^${difficulty} hashes) ${bar} ${solved}/${puzzles}`;
  process.stderr.write(solved === puzzles ? `\r${' '.repeat(line.length)}\r` : `\r${line}`);
}
