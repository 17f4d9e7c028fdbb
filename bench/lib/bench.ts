import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { openDatabase, roles, type Database, type RoleName } from '@initialsdb/database';
import type { EmbeddedPostgres } from '@initialsdb/database/embedded';
import type { DatabaseTarget } from '../../tools/database/target.js';
import { prepareIlikeReference } from './ilike-reference.js';
import { fingerprint, seededDatabase, withOwner } from './seeded-database.js';
import type { Patience } from './load.js';
import { ServerProcess } from './process.js';

/** Built servers, seen from the bundle that this file ends in: dist/bench. */
const distDir = resolve(import.meta.dirname, '..');

/** What all sections share: the server of PostgreSQL, the seeded databases on it, and the product's processes. */
export class Bench {
  private readonly started: ServerProcess[] = [];
  private readonly boards = new Map<number, Promise<DatabaseTarget>>();
  private references: Promise<ServerProcess> | undefined;
  private made: Promise<string> | undefined;

  constructor(
    /** Listings on the board. */
    readonly listings: number,
    readonly dataDir: string,
    readonly postgres: EmbeddedPostgres,
    readonly patience: Patience,
    readonly signal: AbortSignal,
  ) {}

  /** The board's database. */
  database(): Promise<DatabaseTarget> {
    return this.board(this.listings);
  }

  /** A board with another number of listings. */
  board(listings: number): Promise<DatabaseTarget> {
    const board = this.boards.get(listings) ?? this.seeded(`bench_${listings}`, listings);
    this.boards.set(listings, board);
    return board;
  }

  async seeded(name: string, listings: number): Promise<DatabaseTarget> {
    this.made ??= fingerprint(this.postgres, this.dataDir);
    return seededDatabase(this.postgres, { dataDir: this.dataDir, name, listings, made: await this.made }, this.signal);
  }

  /** Makes what the reference route for ILIKE asks. */
  async prepareIlike(): Promise<void> {
    await prepareIlikeReference(this.postgres, await this.database());
  }

  /** The public API with the reference routes of bench/server.ts. */
  server(): Promise<ServerProcess> {
    this.references ??= this.startReferences();
    return this.references;
  }

  /** The public API as it is shipped, on the board's database or another. */
  async product(target?: DatabaseTarget): Promise<ServerProcess> {
    return this.startBoard(join(distDir, 'apps/public-api/main.js'), target ?? (await this.database()));
  }

  async admin(target: DatabaseTarget): Promise<ServerProcess> {
    return this.start(
      'apps/admin-api/main.js',
      { port: 'ADMIN_PORT', managementPort: 'ADMIN_MANAGEMENT_PORT' },
      {
        ...databaseVariables(target),
        DB_ADMIN_PASSWORD: target.passwords.admin ?? '',
        DB_BACKUP_PASSWORD: target.passwords.backup ?? '',
        DATA_DIR: this.dataDir,
      },
    );
  }

  /** A role's way to the board's database or another, as the product's processes have it. */
  async open(
    role: RoleName & keyof DatabaseTarget['passwords'],
    poolMax: number,
    target?: DatabaseTarget,
  ): Promise<Database> {
    const { host, port, name, passwords } = target ?? (await this.database());
    return openDatabase({
      host,
      port,
      name,
      user: roles[role],
      password: passwords[role] ?? '',
      applicationName: 'initialsdb-bench',
      poolMax,
      connectionTimeoutMs: 10_000,
      statementTimeoutMs: 60_000,
    });
  }

  async stop(): Promise<void> {
    await Promise.all(this.started.map((server) => server.stop()));
  }

  private async startReferences(): Promise<ServerProcess> {
    const target = await this.database();
    // Rights are made anew at each start of the product, without the bench's own.
    await withOwner(target, ({ sql }) => sql.query(`GRANT SELECT ON listings TO ${roles.public}`));
    return this.startBoard(join(distDir, 'bench/server.js'), target);
  }

  /** Guards on, with limits that no load reaches. */
  private startBoard(script: string, target: DatabaseTarget): Promise<ServerProcess> {
    return this.start(
      script,
      { port: 'BOARD_PORT', managementPort: 'BOARD_MANAGEMENT_PORT' },
      {
        ...databaseVariables(target),
        DB_PUBLIC_PASSWORD: target.passwords.public ?? '',
        POSTER_HASH_KEY: randomBytes(32).toString('base64'),
        RATE_LIMIT_WINDOW_SECONDS: '1',
        RATE_LIMIT_READS: '1000000',
      },
    );
  }

  private async start(
    script: string,
    ports: { port: string; managementPort: string },
    environment: Record<string, string>,
  ): Promise<ServerProcess> {
    const server = await ServerProcess.start(resolve(distDir, script), ports, environment);
    this.started.push(server);
    return server;
  }
}

function databaseVariables({ host, port, name }: DatabaseTarget): Record<string, string> {
  return { DB_HOST: host, DB_PORT: String(port), DB_NAME: name };
}
