import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { findBinaries, type Binaries } from './binaries.js';
import { ClusterOwnerError, ClusterVersionError, EmbeddedPostgresError } from './errors.js';
import { initialiseCluster, readSuperuserPassword, superuserName } from './initialise.js';
import { placeCluster } from './places.js';
import { forgetForeignPid, freePort, readPostmasterFile, runningPostmaster, type Postmaster } from './postmaster.js';
import { run } from './process.js';
import { databaseUser, isRoot, type SystemUser } from './system-user.js';

export interface EmbeddedPostgresOptions {
  /** Where people find the cluster: `DATA_DIR/postgres`. Made on the first start. */
  readonly clusterDir: string;
  /** Server settings that differ from the defaults, as for `postgres -c`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** A file for the server's own messages until its log takes over; default: `startup.log` in the cluster. */
  readonly startupLog?: string;
}

/** How to reach a server as its superuser. */
export interface SuperuserSettings {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly name: 'postgres';
}

/** Listens to this machine only; a log of one file per weekday, each begun anew after a week, so that it cannot fill the disk. */
const defaultSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  logging_collector: 'on',
  log_filename: 'postgresql-%a.log',
  log_truncate_on_rotation: 'on',
  log_rotation_age: '1d',
};

/** Counts the statements of queries; BEGIN, COMMIT and their like are many and tell nothing. */
const statementStatistics = {
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.track_utility': 'off',
};

const startAttempts = 8;
const startTimeoutSeconds = 60;
const stopTimeoutSeconds = 60;

/**
 * The PostgreSQL server that comes with the product, for machines that have none. It runs apart from this process (in a session of
 * its own, so that Ctrl-C at the terminal does not reach it), listens on a free port of 127.0.0.1 only, and asks for passwords.
 */
export class EmbeddedPostgres {
  private readonly clusterDir: string;
  private readonly options: EmbeddedPostgresOptions;
  private readonly user: SystemUser | undefined;
  private readonly place: string;
  private readonly binaries: Binaries;

  /** @throws {EmbeddedPostgresError} the cluster cannot be this process's, or there is no server for this platform */
  constructor(options: EmbeddedPostgresOptions) {
    this.options = options;
    this.clusterDir = resolve(options.clusterDir);
    this.user = userFor(this.clusterDir);
    this.place = placeCluster(this.clusterDir, this.user);
    this.binaries = findBinaries(this.user);
  }

  /** Whether a start would make a new, empty cluster. */
  get isNew(): boolean {
    return this.foundVersion() === undefined;
  }

  /** PostgreSQL's major version, as in `15`. */
  get majorVersion(): string {
    return this.binaries.major;
  }

  /** The server that runs on this cluster now, if any. */
  status(): Postmaster | undefined {
    return runningPostmaster(this.place);
  }

  /** Whether the server ended without taking leave: one that is stopped takes its postmaster.pid away. */
  hasCrashed(): boolean {
    return !this.status() && readPostmasterFile(this.place) !== undefined;
  }

  /**
   * Starts the server, making the cluster where there is none. One that still runs, left by a supervisor that was killed, is
   * adopted where it answers and replaced where it does not.
   *
   * @param preferredPort tried first and longest, so that a server that comes back is found where it was
   * @returns how to reach it as superuser
   * @throws {ClusterVersionError} the cluster is another major version's
   * @throws {EmbeddedPostgresError} it does not start; the message holds what the server said
   */
  async start(preferredPort?: number): Promise<SuperuserSettings> {
    const found = this.foundVersion();
    if (found !== undefined && found !== this.binaries.major) {
      throw new ClusterVersionError(this.clusterDir, found, this.binaries.major);
    }
    if (found === undefined) await initialiseCluster(this.place, this.binaries, this.user);

    if (this.status()) {
      if (await this.answers()) return this.superuser();
      await this.stop('immediate');
    }
    forgetForeignPid(this.place);
    await this.launch(preferredPort);
    return this.superuser();
  }

  /**
   * Stops the server and waits for its end. `fast` ends open connections and writes everything out; `immediate` leaves that to the
   * next start. Does nothing where none runs.
   */
  async stop(mode: 'fast' | 'immediate' = 'fast'): Promise<void> {
    const running = this.status();
    if (!running) return;
    const { code, output } = await this.pgCtl('stop', '-m', mode, '-w', '-t', String(stopTimeoutSeconds));
    if (code === 0 || !this.status()) return;
    if (mode === 'fast') return this.stop('immediate');
    // A server that is suspended hears no signal but this one.
    process.kill(running.pid, 'SIGKILL');
    if (!(await gone(this.place))) throw new EmbeddedPostgresError(`The database did not stop: ${output}`);
  }

  /** How to reach the running server as superuser, for making the owner and the database. */
  superuser(): SuperuserSettings {
    const port = readPostmasterFile(this.place)?.port;
    if (port === undefined) throw new EmbeddedPostgresError('The database does not run.');
    return {
      host: '127.0.0.1',
      port,
      user: superuserName,
      password: readSuperuserPassword(this.place),
      name: 'postgres',
    };
  }

  private async launch(preferredPort?: number): Promise<void> {
    let output = '';
    for (let attempt = 1; attempt <= startAttempts; attempt += 1) {
      const port = preferredPort && attempt <= startAttempts / 2 ? preferredPort : await freePort();
      const started = await this.pgCtl(
        'start',
        '-w',
        `--timeout=${startTimeoutSeconds}`,
        `--log=${this.options.startupLog ?? join(this.place, 'startup.log')}`,
        `--options=${this.serverOptions(port)}`,
      );
      if (started.code === 0) return;
      output = started.output;
      // The free port may have been taken meanwhile; backends of a killed server may need a moment to end.
      await new Promise((wait) => setTimeout(wait, 250 * attempt));
    }
    throw new EmbeddedPostgresError(`The database in ${this.clusterDir} does not start. ${output}\n${this.logTail()}`);
  }

  private serverOptions(port: number): string {
    const settings = {
      ...defaultSettings,
      ...(this.binaries.hasStatementStatistics && statementStatistics),
      ...this.options.settings,
    };
    return [`-p ${port}`, ...Object.entries(settings).map(([name, value]) => `-c ${name}='${value}'`)].join(' ');
  }

  private pgCtl(command: string, ...args: string[]) {
    return run(join(this.binaries.binDir, 'pg_ctl'), [command, '-D', this.place, ...args], this.user);
  }

  private foundVersion(): string | undefined {
    try {
      return readFileSync(join(this.place, 'PG_VERSION'), 'utf8').trim();
    } catch {
      return undefined;
    }
  }

  private async answers(): Promise<boolean> {
    const { name: database, ...settings } = this.superuser();
    const client = new pg.Client({ ...settings, database, connectionTimeoutMillis: 5000, query_timeout: 5000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('SELECT 1');
      return true;
    } catch {
      return false;
    } finally {
      void client.end().catch(() => undefined);
    }
  }

  private logTail(): string {
    try {
      const log = readFileSync(this.options.startupLog ?? join(this.place, 'startup.log'), 'utf8');
      return log.trim().split('\n').slice(-10).join('\n');
    } catch {
      return '';
    }
  }
}

/** As whom the server must run: as this process's user, or, for root, as the cluster's owner or the database user. */
function userFor(clusterDir: string): SystemUser | undefined {
  const cluster = statSync(clusterDir, { throwIfNoEntry: false });
  if (isRoot()) return cluster && cluster.uid !== 0 ? { uid: cluster.uid, gid: cluster.gid } : databaseUser();
  if (cluster && cluster.uid !== process.getuid?.()) throw new ClusterOwnerError(clusterDir, cluster.uid);
  return undefined;
}

async function gone(place: string): Promise<boolean> {
  for (let waits = 0; waits < 50; waits += 1) {
    if (!runningPostmaster(place)) return true;
    await new Promise((wait) => setTimeout(wait, 100));
  }
  return false;
}
