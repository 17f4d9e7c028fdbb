// `make backup-verify`: restores the newest backup, or that of ID=…, into a scratch database and compares it with its manifest.
import { backupToolsConfig, loadConfig } from '@initialsdb/config';
import { readBackupId } from './backups/arguments.js';
import { assertGood, withBackups } from './backups/with-backups.js';
import { runCommand } from './terminal/command.js';
import { CommandError } from './terminal/terminal.js';

await runCommand(async (signal) => {
  const wanted = readBackupId(process.argv.slice(2));
  await withBackups(loadConfig(backupToolsConfig), 'make backup-verify', async (backups) => {
    const id = wanted ?? (await backups.records.files())[0]?.id;
    if (id === undefined) throw new CommandError('There is no backup yet: make backup.');
    const { done } = await backups.verify(id);
    signal.addEventListener('abort', () => void backups.close());
    const { error, verifiedAt } = await done;
    assertGood(error ?? (verifiedAt === null ? 'The verification was stopped.' : null));
  });
});
