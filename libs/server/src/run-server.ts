import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { ManagementServer } from './management.js';
import { Metrics } from './metrics.js';
import { Readiness } from './readiness.js';
import { Shutdown } from './shutdown.js';

export interface ListenSettings {
  port: number;
  managementPort: number;
  bindAddress: string;
}

/** Listens on both ports and stays until a signal, or the launcher's end, stops it. Where a port is taken, says so and exits 1. */
export async function runServer(app: NestFastifyApplication, logger: Logger, settings: ListenSettings): Promise<void> {
  const management = new ManagementServer(app.get(Readiness), app.get(Metrics));
  new Shutdown(app, management, logger).arm();
  try {
    await management.listen(settings.managementPort, settings.bindAddress);
    await app.listen(settings.port, settings.bindAddress);
  } catch (error) {
    process.stderr.write(`${whyNotListening(error)}\n`);
    process.exit(1);
  }
  logger.info({ port: settings.port, managementPort: settings.managementPort }, 'listening');
}

function whyNotListening(error: unknown): string {
  const { code, port, message } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') return `Port ${port} is taken by another program.`;
  if (code === 'EACCES') return `Port ${port} may not be opened by this user.`;
  return `The server cannot listen: ${message}`;
}
