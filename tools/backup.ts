// `make backup`, and the host's cron (--trigger=cron, which verifies the file and prunes old ones, as the console's schedule does).
import { BackupCancelledError, systemActor } from '@initialsdb/backups';
import { backupToolsConfig, loadConfig } from '@initialsdb/config';
import { readTrigger } from './backups/arguments.js';
import { assertGood, withBackups } from './backups/with-backups.js';
import { runCommand } from './terminal/command.js';
import { report } from './terminal/terminal.js';

await runCommand(async (signal) => {
  const trigger = readTrigger(process.argv.slice(2));
  await withBackups(loadConfig(backupToolsConfig), 'make backup', async (backups) => {
    const { done } = await backups.start({ trigger, verify: trigger === 'cron' });
    signal.addEventListener('abort', () => void backups.close(new BackupCancelledError(systemActor)));
    const { error, file, sha256 } = await done;
    assertGood(error);
    report('file', backups.pathOf(file ?? ''));
    report('sha256', sha256 ?? '');
  });
});
