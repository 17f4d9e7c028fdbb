import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asSuperuser, startTestDatabase, type TestDatabase } from '@initialsdb/testing';
import { openDatabase, type Database } from '../connection/database.js';
import { roles } from '../roles.js';
import { RoleError } from '../rights/ensure-roles.js';
import { migrations } from './index.js';
import { migrate, NewerDatabaseError } from './migrate.js';

let test: TestDatabase;
let owner: Database;

beforeAll(async () => {
  test = await startTestDatabase();
  owner = openDatabase(test.settings.owner);
}, 60_000);

afterAll(async () => {
  await owner?.close();
  await test?.drop();
});

/** A database as the operator of an external server makes it: empty, owned by the owner. */
async function withEmptyDatabase(work: (name: string) => Promise<void>): Promise<void> {
  const name = `${test.name}_${randomBytes(3).toString('hex')}`;
  await asSuperuser((client) => client.query(`CREATE DATABASE ${name} OWNER ${roles.owner}`));
  try {
    await work(name);
  } finally {
    await asSuperuser((client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
  }
}

describe('migrations', () => {
  it('make the tables that the entities describe', async () => {
    expect(await owner.orm.schema.getUpdateSchemaSQL({ wrap: false })).toBe('');
  });

  it('are noticed where they do not', async () => {
    await owner.sql.query('ALTER TABLE users ADD COLUMN forgotten text');
    expect(await owner.orm.schema.getUpdateSchemaSQL({ wrap: false })).toMatch(/drop column "forgotten"/);
    await owner.sql.query('ALTER TABLE users DROP COLUMN forgotten');
  });

  it('can be undone to an empty database and applied again', async () => {
    await withEmptyDatabase(async (name) => {
      const settings = { ...test.settings.owner, name };
      await migrate(settings);
      const database = openDatabase(settings);
      await database.orm.migrator.down({ to: 0 });
      expect(
        await database.sql.query(
          `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v')
             AND relname <> 'mikro_orm_migrations'
           UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proowner = $1::regrole`,
          [roles.owner],
        ),
      ).toEqual([]);
      await database.close();
      expect((await migrate(settings)).applied).toHaveLength(migrations.length);
    });
  }, 30_000);
});

describe('migrate', () => {
  it('needs no superuser, applies each migration once, and lets several starts take turns', async () => {
    await withEmptyDatabase(async (name) => {
      const settings = { ...test.settings.owner, name };
      const outcomes = await Promise.all([migrate(settings), migrate(settings), migrate(settings)]);
      expect(outcomes.flatMap(({ applied }) => applied)).toEqual(migrations.map((migration) => migration.name));
      expect((await migrate(settings)).applied).toEqual([]);

      const board = openDatabase({ ...test.settings.public, name });
      expect(await board.sql.query('SELECT visible FROM board_state')).toEqual([{ visible: 0 }]);
      await board.close();
    });
  }, 30_000);

  it('takes back rights that somebody gave by hand', async () => {
    await owner.sql.query(`GRANT ALL ON users TO ${roles.public}, PUBLIC`);
    await migrate(test.settings.owner);
    const [row] = await owner.sql.query(`SELECT has_table_privilege('${roles.public}', 'users', 'SELECT') AS may`);
    expect(row).toEqual({ may: false });
  });

  it('refuses a database that a newer version has migrated', async () => {
    await owner.sql.query(`INSERT INTO mikro_orm_migrations (name) VALUES ('2031-01-01-later')`);
    await expect(migrate(test.settings.owner)).rejects.toThrow(NewerDatabaseError);
    await expect(migrate(test.settings.owner)).rejects.toThrow(/newer version.*2031-01-01-later/);
    await owner.sql.query(`DELETE FROM mikro_orm_migrations WHERE name = '2031-01-01-later'`);
  });

  it('says what an owner lacks that may not manage roles', async () => {
    await asSuperuser((client) => client.query(`CREATE ROLE weak_${test.name} LOGIN PASSWORD 'weak'`));
    await asSuperuser((client) => client.query(`GRANT CONNECT ON DATABASE ${test.name} TO weak_${test.name}`));
    const settings = { ...test.settings.owner, user: `weak_${test.name}`, password: 'weak' };
    await expect(migrate(settings, { public: 'x' })).rejects.toThrow(RoleError);
    await asSuperuser((client) => client.query(`REVOKE CONNECT ON DATABASE ${test.name} FROM weak_${test.name}`));
    await asSuperuser((client) => client.query(`DROP ROLE weak_${test.name}`));
  });
});
