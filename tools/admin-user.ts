// `make admin-user NAME=… ROLE=…`: makes a user of the console, or lets one in again who lost the password or the authenticator.
import { loadConfig, toolsConfig } from '@initialsdb/config';
import { withDatabase } from './database/with-database.js';
import { putUserAt } from './users/put-user-at.js';
import { readUser } from './users/read-user.js';
import { runCommand } from './terminal/command.js';

await runCommand(async () => {
  const user = readUser(process.argv.slice(2));
  await withDatabase(loadConfig(toolsConfig), 'make admin-user', (target) => putUserAt(target, user));
});
