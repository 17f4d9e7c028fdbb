import type { Server } from 'node:http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import type { ManagementServer } from './management.js';
import type { ServerAdapter } from './server.adapter.js';

/** In-flight requests have this long; whoever supervises the process waits ten seconds. */
const drainMs = 7_000;
const exitMs = 9_000;
const sweepMs = 50;

/** Ends the process in order: no new requests, those under way finish, then the database is closed. */
export class Shutdown {
  private hasBegun = false;
  private isOrphan = false;

  constructor(
    private readonly app: NestFastifyApplication,
    private readonly management: ManagementServer,
    private readonly logger: Logger,
  ) {}

  /** Begins at SIGTERM or SIGINT, and when the launcher that holds the other end of an IPC channel is gone. */
  arm(): void {
    process.on('SIGTERM', () => void this.begin('SIGTERM'));
    process.on('SIGINT', () => void this.begin('SIGINT'));
    if (!process.connected) return;
    process.on('disconnect', () => {
      this.isOrphan = true;
      void this.begin('the launcher is gone');
    });
    process.channel?.unref();
  }

  private async begin(reason: string): Promise<void> {
    if (this.hasBegun) return;
    this.hasBegun = true;
    this.logger.info({ reason }, 'stopping');
    this.management.isStopping = true;
    const server = this.app.getHttpServer();
    const sweep = setInterval(() => this.closeConnections(server), sweepMs);
    const drain = setTimeout(() => server.closeAllConnections(), drainMs);
    setTimeout(() => this.exit(1), exitMs).unref();
    const exitCode = await this.close();
    clearInterval(sweep);
    clearTimeout(drain);
    this.logger.info('stopped');
    if (this.isOrphan) this.exit(exitCode);
    this.logger.flush(() => this.exit(exitCode));
  }

  /**
   * A connection that was busy when closing began stays open for keep-alive after its answer, so idle ones are closed again and again.
   * When nothing is under way any more, whoever still holds one has not even sent a request.
   */
  private closeConnections(server: Server): void {
    const { inFlight } = this.app.getHttpAdapter() as ServerAdapter;
    if (inFlight === 0) server.closeAllConnections();
    else server.closeIdleConnections();
  }

  /**
   * With the launcher its end of the log's pipe is gone too, and pino's own exit handler would try to write what is left to it for
   * ever (sonic-boom 4: flushSync retries every error but EAGAIN without end). Nobody is there to see how an orphan ends.
   */
  private exit(exitCode: number): void {
    if (this.isOrphan) process.kill(process.pid, 'SIGKILL');
    process.exit(exitCode);
  }

  private async close(): Promise<number> {
    try {
      await this.app.close();
      await this.management.close();
      return 0;
    } catch (error) {
      this.logger.error({ err: error }, 'stopping failed');
      return 1;
    }
  }
}
