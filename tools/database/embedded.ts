import { join } from 'node:path';
import type { ToolsConfig } from '@initialsdb/config';
import { EmbeddedPostgres, prepareDatabase } from '@initialsdb/database/embedded';
import { embeddedPasswords, type DatabaseTarget } from './target.js';

/** The embedded server of a DATA_DIR; not yet started. */
export function embeddedServer(dataDir: string): EmbeddedPostgres {
  return new EmbeddedPostgres({ clusterDir: join(dataDir, 'postgres') });
}

/** Starts the server, or adopts it where it runs, and makes sure of the owner, the database and the passwords. */
export async function startEmbedded(
  server: EmbeddedPostgres,
  config: ToolsConfig,
  preferredPort?: number,
): Promise<DatabaseTarget> {
  const superuser = await server.start(preferredPort);
  const secrets = embeddedPasswords(config);
  await prepareDatabase(superuser, { name: config.databaseName, ownerPassword: secrets.ownerPassword });
  return { host: superuser.host, port: superuser.port, name: config.databaseName, ...secrets };
}
