import { createFirstAdmin, firstAdminName, generatePassword, openDatabase } from '@initialsdb/database';
import { type DatabaseTarget, ownerSettings } from '../database/target.js';

/**
 * Makes the first admin where there is no user yet.
 *
 * @param given FIRST_ADMIN_PASSWORD
 * @returns what to tell whoever started the product; undefined where there was a user already
 */
export async function makeFirstAdmin(target: DatabaseTarget, given: string | undefined): Promise<string | undefined> {
  const password = given ?? generatePassword();
  const database = openDatabase(ownerSettings(target, 'first-admin'));
  try {
    if (!(await createFirstAdmin(database.sql, password))) return undefined;
  } finally {
    await database.close();
  }
  const shown = given === undefined ? `${password}   (shown this once)` : 'as FIRST_ADMIN_PASSWORD says';
  return `The console’s first user is ${firstAdminName}, its password ${shown}.`;
}
