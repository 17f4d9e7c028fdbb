import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { ClientAddresses } from './client-address.js';
import { NestLogger } from './logger.js';
import { Metrics } from './metrics.js';
import { ProblemFilter, type ProblemMapper } from './problem.filter.js';
import { type Admission, addRequestHooks } from './request-hooks.js';
import { type ConnectionLimits, ServerAdapter } from './server.adapter.js';
import { serveWebApp, type WebAppSettings } from './web-app.js';

export interface ServerSettings {
  logger: Logger;
  /** CIDRs of the proxies whose X-Forwarded-For is believed. */
  trustedProxies: readonly string[];
  /** Most bytes of a request body that are ever read. */
  bodyLimitBytes: number;
  /** Problems for errors of libraries, such as a database that is down. */
  problemMappers?: readonly ProblemMapper[];
  webApp?: WebAppSettings;
  /** Refuses clients before anything else is looked at, static files included. */
  admission?: Admission;
  limits?: Partial<ConnectionLimits>;
}

/** A Nest app on Fastify as both APIs have it, initialised and ready for requests, not yet listening. Its modules include ServerModule. */
export async function createServer(
  module: Type | DynamicModule,
  settings: ServerSettings,
): Promise<NestFastifyApplication> {
  const adapter = new ServerAdapter(settings);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    abortOnError: false,
    forceCloseConnections: false,
    logger: new NestLogger(settings.logger),
  });
  app.useGlobalFilters(new ProblemFilter(settings.problemMappers ?? []));
  const instance = adapter.getInstance();
  const addresses = new ClientAddresses(settings.trustedProxies);
  addRequestHooks(instance, addresses, app.get(Metrics), settings.logger, adapter, settings.admission);
  if (settings.webApp) serveWebApp(instance, settings.webApp);
  await app.init();
  await instance.ready();
  return app;
}
