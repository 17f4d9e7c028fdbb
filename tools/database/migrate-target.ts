import { migrate } from '@initialsdb/database';
import { report } from '../terminal/terminal.js';
import { ownerSettings, type DatabaseTarget } from './target.js';

/** Brings the database to the version of this build, and the roles to the passwords of the settings. */
export async function migrateTarget(target: DatabaseTarget): Promise<void> {
  const { applied } = await migrate(ownerSettings(target, 'migrate'), target.passwords);
  report('migrations', applied.length > 0 ? `${applied.length} applied` : 'up to date');
}
