import { join } from 'node:path';
import type { StartConfig } from '@initialsdb/config';
import type { EmbeddedPostgres } from '@initialsdb/database/embedded';
import { embeddedServer, startEmbedded } from '../database/embedded.js';
import { checkExternalServer } from '../database/external.js';
import type { DatabaseTarget } from '../database/target.js';
import { complain, report } from '../terminal/terminal.js';

const watchMs = 1000;
/** Whoever stops the server by hand (pg_ctl restart, say) is given time to start it again himself. */
const patienceMs = 10_000;
/** Between two tries to start it again. */
const pauseMs = 5000;

/** The product's database while `make start` runs: the embedded server, watched and stopped at the end, or somebody else's. */
export class LauncherDatabase {
  private watch: NodeJS.Timeout | undefined;
  private missingSince: number | undefined;
  private notBefore = 0;
  private starting: Promise<void> = Promise.resolve();

  private constructor(
    /** Where it is now. */
    public target: DatabaseTarget,
    private readonly config: StartConfig,
    private readonly server: EmbeddedPostgres | undefined,
  ) {}

  static async start(config: StartConfig): Promise<LauncherDatabase> {
    if (config.server) {
      const target = await checkExternalServer(config, config.server);
      report('database', `${target.name} on ${target.host}:${target.port}`);
      return new LauncherDatabase(target, config, undefined);
    }
    const server = embeddedServer(config.dataDir);
    const place = join(config.dataDir, 'postgres');
    report('database', `PostgreSQL ${server.majorVersion} in ${place}${server.isNew ? ' (new)' : ''}`);
    return new LauncherDatabase(await startEmbedded(server, config), config, server);
  }

  /** Starts the embedded server again whenever it is gone; `onMoved` where it then has another port. */
  keepRunning(onMoved: () => void): void {
    const { server } = this;
    if (!server) return;
    let busy = false;
    this.watch = setInterval(() => {
      if (busy || !this.isDue(server)) return;
      busy = true;
      this.starting = this.startAgain(server, onMoved).finally(() => (busy = false));
    }, watchMs);
  }

  /** Ends the embedded server; its connections are cut. By force it leaves the tidying up to the next start. */
  async stop(force = false): Promise<void> {
    clearInterval(this.watch);
    if (!this.server) return;
    await this.starting;
    await this.server.stop(force ? 'immediate' : 'fast');
  }

  /** A crash leaves its postmaster.pid behind, a stop by hand doesn't. */
  private isDue(server: EmbeddedPostgres): boolean {
    if (server.status()) {
      this.missingSince = undefined;
      return false;
    }
    this.missingSince ??= Date.now();
    if (Date.now() < this.notBefore) return false;
    return server.hasCrashed() || Date.now() - this.missingSince > patienceMs;
  }

  private async startAgain(server: EmbeddedPostgres, onMoved: () => void): Promise<void> {
    report('database', 'is gone; starting it again');
    const { port } = this.target;
    this.notBefore = Date.now() + pauseMs;
    try {
      this.target = await startEmbedded(server, this.config, port);
      this.missingSince = undefined;
      report('database', 'is back');
      if (this.target.port !== port) onMoved();
    } catch (error) {
      complain(error instanceof Error ? error.message : String(error));
    }
  }
}
