import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { PublicConfig } from '@initialsdb/config';
import { bodyLimitOf } from '@initialsdb/guards';
import { createServer, type ServerSettings } from '@initialsdb/server';
import { AppModule } from './app.module.js';
import { databaseProblem } from './database/database-problem.js';
import { guardSettingsOf } from './guard-settings.js';

export interface PublicApiOptions {
  logger: ServerSettings['logger'];
  /** Folder of the built board web app; without it the API stands alone. */
  webRoot?: string;
  limits?: ServerSettings['limits'];
}

/** The public API, ready for requests and not yet listening. The database need not be there. */
export function createPublicApi(
  config: PublicConfig,
  { logger, webRoot, limits = {} }: PublicApiOptions,
): Promise<NestFastifyApplication> {
  return createServer(AppModule.forRoot(config), {
    logger,
    limits,
    trustedProxies: config.trustedProxies,
    bodyLimitBytes: bodyLimitOf(guardSettingsOf(config)),
    problemMappers: [databaseProblem],
    ...(webRoot === undefined
      ? {}
      : {
          webApp: {
            root: webRoot,
            isApiPath,
            pageSettings: { 'listing-body-max-chars': String(config.listingMaxChars) },
          },
        }),
  });
}

function isApiPath(path: string): boolean {
  return /^\/(api|pow)(\/|$)/.test(path);
}
