import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { adminConfig, loadConfig } from '@initialsdb/config';
import { type Database, openDatabase, putUser, type UserRole } from '@initialsdb/database';
import { createLogger } from '@initialsdb/server';
import { startTestDatabase, type TestDatabase } from '@initialsdb/testing';
import supertest from 'supertest';
import { createAdminApi } from '../src/create-app.js';
import { Person } from './person.js';

export const testPassword = 'correct horse battery';

export interface TestAdmin {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  /** As the owner: for what a test prepares, and for looking behind the API. */
  readonly owner: Database;
  readonly port: number;
  readonly http: ReturnType<typeof supertest>;
  /** Nobody who is signed in, but a browser on the console's own page. */
  readonly anonymous: Person;
  /** Makes a user called as their role, or as given, and signs them in. */
  signedIn(role: UserRole, username?: string): Promise<Person>;
  signIn(username: string, password?: string, totp?: string): supertest.Test;
  close(): Promise<void>;
}

export interface TestAdminOptions {
  env?: Record<string, string>;
  /** An existing database; by default a new one, dropped at the end. */
  database?: TestDatabase;
  webRoot?: string;
}

/** The real admin API on a free port over a real database. */
export async function startAdminApi({ env = {}, database, webRoot }: TestAdminOptions = {}): Promise<TestAdmin> {
  const data = database ?? (await startTestDatabase());
  const { host, port: databasePort, password } = data.settings.admin;
  // Backups that a test makes land here, not in the repository.
  const dataDir = mkdtempSync(join(tmpdir(), 'initialsdb-admin-api-'));
  const values = {
    DB_HOST: host,
    DB_PORT: String(databasePort),
    DB_NAME: data.name,
    DB_ADMIN_PASSWORD: password,
    DB_BACKUP_PASSWORD: data.settings.backup.password,
    DATA_DIR: dataDir,
    ...env,
  };
  const logger = createLogger('test', process.env['LOG_LEVEL'] ?? 'silent');
  const app = await createAdminApi(loadConfig(adminConfig, { values, faults: [] }), {
    logger,
    ...(webRoot === undefined ? {} : { webRoot }),
  });
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const http = supertest(`http://127.0.0.1:${port}`);
  const owner = openDatabase(data.settings.owner);
  const anonymous = new Person(http);
  const signIn = (username: string, givenPassword = testPassword, totp?: string) =>
    anonymous.post('/api/session', { username, password: givenPassword, ...(totp === undefined ? {} : { totp }) });
  return {
    app,
    database: data,
    owner,
    port,
    http,
    anonymous,
    signIn,
    async signedIn(role, username = role) {
      await putUser(owner.sql, { username, role, password: testPassword });
      const answer = await signIn(username).expect(201);
      return new Person(http, answer.headers['set-cookie']?.[0]);
    },
    async close() {
      await app.close();
      await owner.close();
      if (!database) await data.drop();
      rmSync(dataDir, { recursive: true });
    },
  };
}
