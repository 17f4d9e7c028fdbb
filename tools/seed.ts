// `make seed N=100000`: fills the database of the settings with varied listings, for a look at a board that is not empty.
import { loadConfig, toolsConfig } from '@initialsdb/config';
import { withDatabase } from './database/with-database.js';
import { readCount } from './seed/count.js';
import { seed } from './seed/seed.js';
import { runCommand } from './terminal/command.js';

await runCommand(async (signal) => {
  const count = readCount(process.argv.slice(2));
  await withDatabase(loadConfig(toolsConfig), `make seed N=${count}`, (target) => seed(target, count, signal));
});
