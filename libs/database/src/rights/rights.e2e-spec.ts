import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asSuperuser, connectRoles, startTestDatabase, type RoleClients, type TestDatabase } from '@initialsdb/testing';
import pg from 'pg';
import { roles, type RoleName } from '../roles.js';

type Role = Exclude<RoleName, 'owner'>;

let test: TestDatabase;
let as: RoleClients;

beforeAll(async () => {
  test = await startTestDatabase();
  as = await connectRoles(test);
  await as.client.owner.query(`
    INSERT INTO listings (body, search, is_hidden, poster, delete_token_hash) VALUES
      ('Shown', 'shown', false, 'pseudonym', sha256('one')), ('A hidden secret', 'a hidden secret', true, 'pseudonym', sha256('two'))`);
  await as.client.admin.query(`INSERT INTO audit_events (actor, action) VALUES ('test', 'begin')`);
}, 60_000);

afterAll(async () => {
  await as?.close();
  await test?.drop();
});

/** SQLSTATE of a statement that the role has no right to. */
const forbidden = '42501';

describe.each(['public', 'admin', 'backup'] as const)('as %s', (role: Role) => {
  it.each([
    ['create a table', 'CREATE TABLE mine (id int)'],
    ['create a temporary table', 'CREATE TEMPORARY TABLE mine (id int)'],
    ['create a function', `CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'`],
    ['create a schema', 'CREATE SCHEMA mine'],
    ['create an extension', 'CREATE EXTENSION pg_trgm'],
    ['create a role', 'CREATE ROLE mine'],
    ['become the owner', `SET ROLE ${roles.owner}`],
    ['become a superuser', `ALTER ROLE ${roles[role]} SUPERUSER`],
    ['raise another role', `ALTER ROLE ${roles.owner} PASSWORD 'x'`],
    ['join another role', `GRANT ${roles.owner} TO ${roles[role]}`],
    [
      'replace a function',
      `CREATE OR REPLACE FUNCTION find_listing(wanted bigint) RETURNS bigint LANGUAGE sql AS 'SELECT 1'`,
    ],
    ['read a file', `SELECT pg_read_file('postgresql.conf')`],
    ['list a folder', `SELECT pg_ls_dir('.')`],
    ['read a file into a table', `COPY audit_events FROM '/etc/passwd'`],
    ['run a program', `COPY (SELECT 1) TO PROGRAM 'true'`],
    ['write a file', `COPY (SELECT 1) TO '/tmp/mine'`],
    ['import a large object', `SELECT lo_import('/etc/passwd')`],
    [
      'end a connection of the owner',
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${roles.owner}'`,
    ],
    ['change the server', `ALTER SYSTEM SET fsync = off`],
    ['switch triggers off', `SET session_replication_role = replica`],
    ['delete listings', 'DELETE FROM listings'],
    ['change a text', `UPDATE listings SET body = 'x', search = 'x'`],
    ['set a poster', `UPDATE listings SET poster = 'x'`],
    ['insert a hidden listing', `INSERT INTO listings (body, search, is_hidden) VALUES ('x', 'x', true)`],
    ['change the audit log', `UPDATE audit_events SET actor = 'x'`],
    ['delete from the audit log', 'DELETE FROM audit_events'],
    ['empty the audit log', 'TRUNCATE audit_events'],
    ['forge a hash', `INSERT INTO audit_events (actor, action, hash) VALUES ('x', 'x', '')`],
    ['date an audit row back', `INSERT INTO audit_events (actor, action, at) VALUES ('x', 'x', 'epoch')`],
    ['change the total', 'UPDATE listing_totals SET visible = 0'],
    ['forget recent posts', 'DELETE FROM recent_posts'],
    ['forget migrations', 'DELETE FROM mikro_orm_migrations'],
  ])('nobody can %s', async (_what, sql) => {
    expect(await as.attempt(role, sql)).toBe(forbidden);
  });
});

describe('the public role', () => {
  it.each([
    ['hidden rows', 'SELECT * FROM listings WHERE is_hidden'],
    ['posters', 'SELECT poster FROM listings'],
    ['delete tokens', 'SELECT delete_token_hash FROM listings'],
    ['reports', 'SELECT * FROM reports'],
    ['the audit log', 'SELECT * FROM audit_events'],
    ['users', 'SELECT * FROM users'],
    ['sessions', 'SELECT * FROM sessions'],
    ['blocks', 'SELECT * FROM blocks'],
    ['backups', 'SELECT * FROM backups'],
    ['passwords of the server', 'SELECT rolpassword FROM pg_authid'],
  ])('cannot read %s', async (_what, sql) => {
    expect(await as.attempt('public', sql)).toBe(forbidden);
  });

  it('sees visible listings only, also where an error would tell the text of a hidden one', async () => {
    const { rows } = await as.client.public.query('SELECT body FROM newest_listings(9007199254740991, 20)');
    expect(rows).toEqual([{ body: 'Shown' }]);
    await expect(
      as.client.public.query('SELECT 1 FROM newest_listings(9007199254740991, 20) WHERE body::int = 0'),
    ).rejects.toThrow(/"Shown"/);
    const { rows: found } = await as.client.public.query('SELECT * FROM find_listing(2)');
    expect(found).toMatchObject([{ body: null, is_hidden: true }]);
    expect((await as.client.public.query(`SELECT ids FROM search_page('{hidden}', 1000, 20, 25)`)).rows).toEqual([
      { ids: [] },
    ]);
  });

  it('posts visible listings only', async () => {
    await as.client.public.query(
      `SELECT post_listings(ARRAY['From the board'], ARRAY['from the board'], '{NULL}', '{NULL}', ARRAY[sha256('three')])`,
    );
    const { rows } = await as.client.owner.query(
      `SELECT is_hidden, version FROM listings WHERE body = 'From the board'`,
    );
    expect(rows).toEqual([{ is_hidden: false, version: 1 }]);
  });
});

describe('the admin role', () => {
  it('hides with a record, resolves, and reads what is hidden', async () => {
    const { rows } = await as.client.admin.query(
      `UPDATE listings SET is_hidden = true, version = version + 1 WHERE id = 1 AND version = 1 RETURNING body, version`,
    );
    expect(rows).toEqual([{ body: 'Shown', version: 2 }]);
    expect(await as.attempt('admin', 'SELECT id FROM listings WHERE id = 1 FOR UPDATE')).toBe('allowed');
    expect(
      await as.attemptAndUndo(
        'admin',
        `INSERT INTO audit_events (actor, action, listing_id) VALUES ('ann', 'hide', 1)`,
      ),
    ).toBe('allowed');
    expect(
      await as.attemptAndUndo(
        'admin',
        `INSERT INTO blocks (poster, matches, scope, reason, created_by) VALUES ('p', 'p', 'client', 'spam', 'ann')`,
      ),
    ).toBe('allowed');
    expect(await as.attempt('admin', `SELECT erase_pseudonyms('30 days', 1)`)).toBe('allowed');
  });

  it('cannot read delete tokens', async () => {
    expect(await as.attempt('admin', 'SELECT delete_token_hash FROM listings')).toBe(forbidden);
    expect(await as.attempt('admin', 'SELECT * FROM listings')).toBe(forbidden);
  });
});

describe('creating a database', () => {
  it.each(['public', 'admin'] as const)('is not for %s', async (role) => {
    expect(await as.attempt(role, 'CREATE DATABASE mine')).toBe(forbidden);
  });

  it('is for the backup role, which restores into scratch databases', async () => {
    const { rows } = await as.client.owner.query(`SELECT rolcreatedb FROM pg_roles WHERE rolname = '${roles.backup}'`);
    expect(rows).toEqual([{ rolcreatedb: true }]);
  });
});

describe('the backup role', () => {
  it('reads every table, and writes none', async () => {
    const { rows } = await as.client.owner.query<{ name: string }>(
      `SELECT relname::text AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v')`,
    );
    for (const { name: table } of rows) {
      expect([table, await as.attempt('backup', `SELECT * FROM ${table}`)]).toEqual([table, 'allowed']);
      expect([table, await as.attempt('backup', `DELETE FROM ${table}`)]).toEqual([
        table,
        expect.stringMatching(/42501|55000/),
      ]);
    }
  });
});

describe('other roles', () => {
  it('cannot even connect', async () => {
    await asSuperuser((client) => client.query(`CREATE ROLE stranger_${test.name} LOGIN PASSWORD 'x'`));
    const { host, port, name: database } = test.settings.public;
    const stranger = new pg.Client({ host, port, database, user: `stranger_${test.name}`, password: 'x' });
    await expect(stranger.connect()).rejects.toMatchObject({ code: forbidden });
    await asSuperuser((client) => client.query(`DROP ROLE stranger_${test.name}`));
  });
});
