import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { roles } from '@initialsdb/database';
import { EmbeddedPostgres } from '@initialsdb/database/embedded';
import pg from 'pg';

const root = resolve(import.meta.dirname, '../../..');
const startTimeoutMs = 60_000;
/** What the launcher prints once everything serves. */
export const readyLine = 'Ctrl-C stops everything';

/** Variables that a test doesn't inherit: whoever runs it may have a board of his own. */
const own =
  /^(BOARD|ADMIN|DB|GUARD|POW|RATE_LIMIT|READ|WRITE|BACKUP|POSTER|BODY|LISTING|FIRST)_|^(BIND_ADDRESS|DATA_DIR|TRUSTED_PROXIES|MAKELEVEL)$/;

export interface ProductOptions {
  /** Settings by their names, over the defaults of the contract and free ports. */
  env?: Record<string, string>;
}

/**
 * A folder and four free ports for the product, and the launcher that `make start` runs, started there as often as wanted. Needs
 * `make build`. The folder has no `.env` and no `.secrets`.
 */
export class ProductHome {
  readonly folder = mkdtempSync(join(tmpdir(), 'initialsdb-product-'));
  readonly dataDir = join(this.folder, 'data');
  private readonly launchers: ChildProcess[] = [];

  private constructor(readonly ports: readonly [number, number, number, number]) {
    // As root the database runs as another user, who must be able to enter.
    chmodSync(this.folder, 0o755);
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'));
  }

  static async create(): Promise<ProductHome> {
    if (!existsSync(join(root, 'dist/tools/start.js')))
      throw new Error('There is nothing to start: run `make build` first.');
    const [a = 0, b = 0, c = 0, d = 0] = await freePorts(4);
    return new ProductHome([a, b, c, d]);
  }

  get environment(): Record<string, string> {
    const [board, boardManagement, admin, adminManagement] = this.ports.map(String);
    return {
      DATA_DIR: this.dataDir,
      BOARD_PORT: board ?? '',
      BOARD_MANAGEMENT_PORT: boardManagement ?? '',
      ADMIN_PORT: admin ?? '',
      ADMIN_MANAGEMENT_PORT: adminManagement ?? '',
    };
  }

  /** Runs a built command (`start`, `seed`, `migrate`) here. */
  run(tool: string, { args = [], env = {} }: ProductOptions & { args?: string[] } = {}): RunningCommand {
    const inherited = Object.entries(process.env).filter(([name]) => !own.test(name));
    const child = spawn(process.execPath, [join(root, `dist/tools/${tool}.js`), ...args], {
      cwd: this.folder,
      env: { ...Object.fromEntries(inherited), ...this.environment, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.launchers.push(child);
    return new RunningCommand(child);
  }

  /** Starts the product and waits until it serves. */
  async start(options: ProductOptions = {}): Promise<RunningCommand> {
    const launcher = this.run('start', options);
    await launcher.prints(readyLine);
    return launcher;
  }

  /**
   * Runs one statement as the owner of the running database.
   *
   * @param password DB_OWNER_PASSWORD, where it was given; else the one that is kept is used
   */
  async query<Row extends pg.QueryResultRow>(text: string, values?: unknown[], password?: string): Promise<Row[]> {
    const client = new pg.Client({
      host: '127.0.0.1',
      port: this.embedded().status()?.port,
      database: roles.owner,
      user: roles.owner,
      password: password ?? this.keptOwnerPassword(),
    });
    await client.connect();
    try {
      return (await client.query<Row>(text, values)).rows;
    } finally {
      await client.end();
    }
  }

  /** Ends what still runs; the data stays. */
  async settle(): Promise<void> {
    for (const child of this.launchers.filter(isRunning)) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    if (existsSync(join(this.dataDir, 'postgres'))) await this.embedded().stop('immediate');
  }

  async remove(): Promise<void> {
    await this.settle();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The control of its database, whether it runs or not. */
  embedded(): EmbeddedPostgres {
    return new EmbeddedPostgres({ clusterDir: join(this.dataDir, 'postgres') });
  }

  private keptOwnerPassword(): string {
    const kept = JSON.parse(readFileSync(join(this.dataDir, 'credentials.json'), 'utf8')) as Record<string, string>;
    return kept['DB_OWNER_PASSWORD'] ?? '';
  }
}

/** A command of the product under way, and all that it printed. */
export class RunningCommand {
  output = '';

  constructor(readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    }
  }

  /** @throws when it ended, or a minute passed, without printing that */
  async prints(text: string): Promise<void> {
    const deadline = Date.now() + startTimeoutMs;
    while (!this.output.includes(text)) {
      if (!isRunning(this.child) || Date.now() > deadline)
        throw new Error(`It never printed “${text}”:\n${this.output}`);
      await sleep(20);
    }
  }

  /** @returns the exit code, or the signal that ended it */
  async ends(): Promise<number | string | null> {
    if (isRunning(this.child)) await once(this.child, 'close');
    return this.child.exitCode ?? this.child.signalCode;
  }

  stop(signal: NodeJS.Signals = 'SIGINT'): Promise<number | string | null> {
    this.child.kill(signal);
    return this.ends();
  }
}

/** Different ones: each is held until all are known. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}
