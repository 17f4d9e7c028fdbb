// `make migrate`, and the one-shot job of a release in containers: brings the database of the settings up to date.
import { loadConfig, toolsConfig } from '@initialsdb/config';
import { withDatabase } from './database/with-database.js';
import { runCommand } from './terminal/command.js';

await runCommand(async () => {
  await withDatabase(loadConfig(toolsConfig), 'make migrate', async () => undefined);
});
