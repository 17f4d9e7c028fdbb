import type { LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';

/** An error's kind, message, code and stack: never the request, nor the values that a driver attaches to its errors. */
function describeError(error: Error & { code?: unknown }): Record<string, unknown> {
  const { cause } = error;
  return {
    type: error.name,
    message: error.message,
    code: error.code,
    stack: error.stack,
    ...(cause instanceof Error ? { cause: `${cause.name}: ${cause.message}` } : {}),
  };
}

/** JSON lines on stdout. Requests appear by method and route only, so neither addresses nor searches nor texts get into a log. */
export function createLogger(name: string, level = 'info'): Logger {
  return pino({
    name,
    level,
    base: { name, pid: process.pid },
    serializers: {
      err: describeError,
      req: (request: { method?: string; routeOptions?: { url?: string } }) => ({
        method: request.method,
        route: request.routeOptions?.url,
      }),
    },
  });
}

/** Nest's own messages in the same log; what it says of its start is of interest to developers only. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.logger.debug({ context: rest.at(-1) }, String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    if (message instanceof Error) this.logger.error({ err: message, context: rest.at(-1) }, message.message);
    else this.logger.error({ context: rest.at(-1) }, String(message));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.logger.warn({ context: rest.at(-1) }, String(message));
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.logger.trace({ context: rest.at(-1) }, String(message));
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.logger.trace({ context: rest.at(-1) }, String(message));
  }
}
