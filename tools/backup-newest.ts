// The other end of `make backup-pull`: writes the newest verified backup to standard output, a line of JSON (its manifest) first.
// It looks at the files and their manifests alone, so it works where the database doesn't.
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { backupsConfig, loadConfig } from '@initialsdb/config';
import { newestVerified } from './backups/newest-verified.js';
import { runCommand } from './terminal/command.js';

await runCommand(async () => {
  const { folder } = loadConfig(backupsConfig);
  const manifest = await newestVerified(folder);
  process.stdout.write(`${JSON.stringify(manifest)}\n`);
  await pipeline(createReadStream(join(folder, manifest.file)), process.stdout);
});
