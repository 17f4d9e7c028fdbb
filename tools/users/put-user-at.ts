import { generatePassword, openDatabase, putUser } from '@initialsdb/database';
import { type DatabaseTarget, ownerSettings } from '../database/target.js';
import { report } from '../terminal/terminal.js';
import type { WantedUser } from './read-user.js';

/** Makes or resets the user and prints the password, which is nowhere else. */
export async function putUserAt(target: DatabaseTarget, wanted: WantedUser): Promise<void> {
  const password = generatePassword();
  const database = openDatabase(ownerSettings(target, 'admin-user'));
  try {
    const { outcome, role } = await putUser(database.sql, { ...wanted, password });
    report(
      outcome,
      `${role} ${wanted.username}${outcome === 'reset' ? '; open sessions were ended, the authenticator taken off' : ''}`,
    );
    process.stdout.write(`\n  password  ${password}\n\n  It is shown this once.\n`);
  } finally {
    await database.close();
  }
}
