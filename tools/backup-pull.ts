// `make backup-pull HOST=… INTO=…`: fetches the newest verified backup over ssh to this machine, and keeps it only where it is whole.
import { pull, readPull } from './backups/pull.js';
import { runCommand } from './terminal/command.js';
import { report } from './terminal/terminal.js';

await runCommand(async (signal) => {
  const path = await pull(readPull(process.argv.slice(2)), signal);
  report('backup', path);
});
