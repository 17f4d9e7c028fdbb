import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AdminConfig } from '@initialsdb/config';
import { createServer, type ServerSettings } from '@initialsdb/server';
import { admissionFrom } from './access/admission.js';
import { AppModule } from './app.module.js';
import { backupProblem } from './backups/backup-problem.js';
import { databaseProblem } from './database/database-problem.js';

/** Enough for a batch of 10,000 ids, each with the most digits an id can have. */
const bodyLimitBytes = 256 * 1024;

export interface AdminApiOptions {
  logger: ServerSettings['logger'];
  /** Folder of the built console; without it the API stands alone. */
  webRoot?: string;
}

/** The admin API, ready for requests and not yet listening. The database need not be there. */
export function createAdminApi(
  config: AdminConfig,
  { logger, webRoot }: AdminApiOptions,
): Promise<NestFastifyApplication> {
  return createServer(AppModule.forRoot(config), {
    logger,
    trustedProxies: config.trustedProxies,
    admission: admissionFrom(config.allowedCidrs),
    bodyLimitBytes,
    problemMappers: [backupProblem, databaseProblem],
    ...(webRoot === undefined ? {} : { webApp: { root: webRoot, isApiPath } }),
  });
}

function isApiPath(path: string): boolean {
  return /^\/api(\/|$)/.test(path);
}
