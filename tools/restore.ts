// `make restore FILE=… INTO=…`: restores a backup into a new database on the product's server, never over the live one.
import { resolve } from 'node:path';
import { restoreInto } from '@initialsdb/backups';
import { loadConfig, restoreConfig } from '@initialsdb/config';
import { roles } from '@initialsdb/database';
import { readRestore } from './backups/arguments.js';
import { withDatabase } from './database/with-database.js';
import { runCommand } from './terminal/command.js';
import { report } from './terminal/terminal.js';

await runCommand(async (signal) => {
  const { file, into } = readRestore(process.argv.slice(2));
  const config = loadConfig(restoreConfig);
  await withDatabase(config, 'make restore', ({ host, port, name, ownerPassword, passwords }) =>
    restoreInto({
      file: resolve(file),
      into,
      owner: { host, port, name, user: roles.owner, password: ownerPassword },
      passwords,
      pgDump: config.backups.pgDump,
      signal,
      report: (text) => report('restore', text),
    }),
  );
  report(
    'restore',
    `done; to run the board on it: make promote DB=${into} in docker/prod; elsewhere a new start with DB_NAME=${into}`,
  );
});
