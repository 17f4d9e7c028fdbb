import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { adminShape, publicShape, type StartConfig } from '@initialsdb/config';
import { keepCredentials } from '../database/credentials.js';
import { DataDirLock } from '../database/data-dir.js';
import { migrateTarget } from '../database/migrate-target.js';
import { report } from '../terminal/terminal.js';
import { makeFirstAdmin } from '../users/first-admin.js';
import { addressFor, loopbackUrl } from './addresses.js';
import { AppLog } from './app-log.js';
import { App } from './app.js';
import { LauncherDatabase } from './database.js';
import { appEnvironment } from './environment.js';
import { checkPorts } from './ports.js';
import { commandLineOf } from './processes.js';

/** Built apps, seen from the bundle that this file ends in: dist/tools. */
const appsDir = resolve(import.meta.dirname, '../apps');
const orphanTimeoutMs = 12_000;

interface AppPlan {
  name: string;
  script: string;
  variables: readonly string[];
  port: number;
  managementPort: number;
}

/** Everything that `make start` runs: the lock on DATA_DIR, the database, the apps; stopped in the opposite order. */
export class Product {
  private lock: DataDirLock | undefined;
  private database: LauncherDatabase | undefined;
  private readonly apps: App[] = [];
  private readonly logs: AppLog[] = [];
  private stopped: Promise<void> | undefined;

  constructor(
    private readonly config: StartConfig,
    private readonly given: Record<string, string>,
  ) {}

  /** @param signal ends the start between two of its steps; what was started by then is for `stop` */
  async start(signal: AbortSignal): Promise<void> {
    const { dataDir, bindAddress } = this.config;
    const plans = this.plans();
    this.lock = new DataDirLock(dataDir, 'make start');
    await ended(this.lock.orphans);
    await checkPorts(bindAddress, portsOf(plans));
    signal.throwIfAborted();

    this.database = await LauncherDatabase.start(this.config);
    signal.throwIfAborted();
    await migrateTarget(this.database.target);
    // Told at once: whatever fails later, this password would be shown to nobody again.
    const firstAdmin = await makeFirstAdmin(this.database.target, this.config.firstAdminPassword);
    if (firstAdmin !== undefined) process.stdout.write(`\n  ${firstAdmin}\n\n`);
    signal.throwIfAborted();
    this.database.keepRunning(() => this.apps.forEach((app) => app.restart()));

    const logsDir = join(dataDir, 'logs');
    mkdirSync(logsDir, { recursive: true, mode: 0o750 });
    for (const plan of plans) {
      const app = this.app(plan, logsDir);
      this.apps.push(app);
      await app.start();
      signal.throwIfAborted();
      report(plan.name, 'ready');
    }
    report('logs', logsDir);
    process.stdout.write('\n');
    for (const { name, port } of plans) report(`  ${name}`, addressFor(bindAddress, port));
    process.stdout.write('\n  Ctrl-C stops everything.\n');
  }

  /** Apps first, database last. A second call with `force` cuts the first one short. */
  stop(force = false): Promise<void> {
    if (force && this.stopped) {
      for (const app of this.apps) void app.stop(true);
      return Promise.all([this.stopped, this.database?.stop(true)]).then(() => undefined);
    }
    this.stopped ??= this.stopInOrder(force);
    return this.stopped;
  }

  private async stopInOrder(force: boolean): Promise<void> {
    await Promise.all(this.apps.map((app) => app.stop(force)));
    await Promise.all(this.logs.map((log) => log.close()));
    await this.database?.stop(force);
    this.lock?.release();
  }

  private plans(): AppPlan[] {
    const { board, admin } = this.config;
    const script = (app: string) => join(appsDir, app, 'main.js');
    return [
      { name: 'board', script: script('public-api'), variables: Object.keys(publicShape), ...board },
      { name: 'admin', script: script('admin-api'), variables: Object.keys(adminShape), ...admin },
    ];
  }

  private app(plan: AppPlan, logsDir: string): App {
    const log = new AppLog(logsDir, plan.name);
    this.logs.push(log);
    return new App({
      ...plan,
      log,
      // Not the project's folder: an app gets its settings from here, not from .env and .secrets, where others' passwords are.
      workingDir: resolve(this.config.dataDir),
      environment: () => appEnvironment(this.given, plan.variables, this.known()),
      readyUrl: loopbackUrl(this.config.bindAddress, plan.managementPort, '/ready'),
      onSpawn: (pid) => this.lock?.addChild(pid),
      onExit: (pid) => this.lock?.removeChild(pid),
    });
  }

  /** What only the launcher knows: where the database is, the secrets that were made, and paths that hold anywhere. */
  private known(): Record<string, string> {
    const { host = '', port = 0, name = '', passwords } = this.database?.target ?? {};
    const { dataDir, server, posterHashKey } = this.config;
    return {
      DATA_DIR: resolve(dataDir),
      BACKUP_DIR: resolve(this.given['BACKUP_DIR'] ?? join(dataDir, 'backups')),
      DB_HOST: host,
      DB_PORT: String(port),
      DB_NAME: name,
      DB_PUBLIC_PASSWORD: passwords?.public ?? '',
      DB_ADMIN_PASSWORD: passwords?.admin ?? '',
      DB_BACKUP_PASSWORD: passwords?.backup ?? '',
      ...(!server && !posterHashKey && { POSTER_HASH_KEY: keepCredentials(dataDir).POSTER_HASH_KEY }),
    };
  }
}

function portsOf(plans: readonly AppPlan[]): Record<string, number> {
  return Object.fromEntries(
    plans.flatMap(({ name, port, managementPort }) => {
      const prefix = name.toUpperCase();
      return [
        [`${prefix}_PORT`, port],
        [`${prefix}_MANAGEMENT_PORT`, managementPort],
      ];
    }),
  );
}

/** Waits for the apps of a launcher that was killed: they notice and end by themselves. */
async function ended(pids: readonly number[]): Promise<void> {
  const deadline = Date.now() + orphanTimeoutMs;
  // After a reboot the numbers may be other programs'.
  const isApp = (pid: number) => commandLineOf(pid)?.includes(appsDir);
  while (pids.some(isApp) && Date.now() < deadline) await sleep(100);
}
