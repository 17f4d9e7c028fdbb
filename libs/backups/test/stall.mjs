// Preloaded into a process that is to be killed at a certain point: its STALL_RENAMEth rename never happens (`before`), or happens
// and is never answered (`after`). It says so on standard error.
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

const [count, when] = (process.env.STALL_RENAME ?? '0 before').split(' ');
const { rename } = fs;
let calls = 0;
fs.rename = async (from, to) => {
  calls += 1;
  if (calls !== Number(count)) return rename(from, to);
  if (when === 'after') await rename(from, to);
  process.stderr.write('STALLED\n');
  return new Promise(() => setInterval(() => undefined, 1000));
};
syncBuiltinESMExports();
