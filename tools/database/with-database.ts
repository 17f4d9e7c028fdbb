import type { ToolsConfig } from '@initialsdb/config';
import type { EmbeddedPostgres } from '@initialsdb/database/embedded';
import { DataDirLock } from './data-dir.js';
import { embeddedServer, startEmbedded } from './embedded.js';
import { checkExternalServer } from './external.js';
import { migrateTarget } from './migrate-target.js';
import { embeddedPasswords, type DatabaseTarget } from './target.js';

/**
 * Does `work` on the up-to-date database of the settings: DB_HOST's, the embedded one that `make start` runs now, or the embedded
 * one started for the time.
 *
 * @param command as it was typed, for whoever is kept waiting by it
 */
export async function withDatabase(
  config: ToolsConfig,
  command: string,
  work: (target: DatabaseTarget) => Promise<void>,
): Promise<void> {
  if (config.server) {
    const target = await checkExternalServer(config, config.server);
    await migrateTarget(target);
    return work(target);
  }
  const server = embeddedServer(config.dataDir);
  const running = runningTarget(server, config);
  return running ? work(running) : startedForTheTime(server, config, command, work);
}

/** Where it runs, `make start` brought it up to date. */
function runningTarget(server: EmbeddedPostgres, config: ToolsConfig): DatabaseTarget | undefined {
  const port = server.status()?.port;
  return port ? { host: '127.0.0.1', port, name: config.databaseName, ...embeddedPasswords(config) } : undefined;
}

async function startedForTheTime(
  server: EmbeddedPostgres,
  config: ToolsConfig,
  command: string,
  work: (target: DatabaseTarget) => Promise<void>,
): Promise<void> {
  const lock = new DataDirLock(config.dataDir, command);
  try {
    const target = await startEmbedded(server, config);
    await migrateTarget(target);
    await work(target);
  } finally {
    await server.stop();
    lock.release();
  }
}
