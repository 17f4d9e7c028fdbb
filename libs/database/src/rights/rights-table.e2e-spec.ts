import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectRoles, startTestDatabase, type RoleClients, type TestDatabase } from '@initialsdb/testing';
import { roles, type RoleName } from '../roles.js';
import { rights } from './rights.js';

let test: TestDatabase;
let as: RoleClients;

beforeAll(async () => {
  test = await startTestDatabase();
  as = await connectRoles(test);
}, 60_000);

afterAll(async () => {
  await as?.close();
  await test?.drop();
});

/** Refused for want of a right, or because views know no such statement at all (42809, 0A000, 55000, 428C9). */
async function isRefused(role: RoleName, sql: string): Promise<boolean> {
  return ['42501', '42809', '0A000', '55000', '428C9'].includes(await as.attemptAndUndo(role, sql));
}

/** Every table and view of the product, with its columns, as the owner sees them. */
async function columnsByTable(): Promise<Map<string, string[]>> {
  const { rows } = await as.client.owner.query<{ name: string; columns: string[] }>(`
    SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm') GROUP BY 1`);
  return new Map(rows.map(({ name, columns }) => [name, columns]));
}

/** What `rights` says about tables, as `table -> privilege -> columns`, '*' standing for all of them. */
function declared(role: keyof typeof rights): Map<string, Map<string, Set<string>>> {
  const tables = new Map<string, Map<string, Set<string>>>();
  for (const right of rights[role]) {
    const [, privileges = '', names = ''] = /^(.*) ON (?!FUNCTION)(.*)$/.exec(right) ?? [];
    for (const name of names.split(', ').filter(Boolean)) {
      const table = tables.get(name) ?? new Map<string, Set<string>>();
      tables.set(name, table);
      for (const [, privilege = '', columns = '*'] of privileges.matchAll(/([A-Z]+)(?: \(([^)]*)\))?/g)) {
        table.set(privilege, new Set(columns.split(', ')));
      }
    }
  }
  return tables;
}

describe.each(['public', 'admin'] as const)('the role of the %s app', (role) => {
  it('reads, adds and changes the columns that it may, and no other', async () => {
    const mayUse = declared(role);
    const found: string[] = [];
    const expected: string[] = [];
    for (const [table, columns] of await columnsByTable()) {
      const may = mayUse.get(table);
      for (const column of columns) {
        const statements = {
          SELECT: `SELECT ${column} FROM ${table}`,
          INSERT: `INSERT INTO ${table} (${column}) OVERRIDING SYSTEM VALUE SELECT NULL WHERE false`,
          UPDATE: `UPDATE ${table} SET ${column} = DEFAULT WHERE false`,
        };
        for (const [privilege, sql] of Object.entries(statements)) {
          const allowedColumns = may?.get(privilege);
          const isAllowed = allowedColumns?.has('*') || allowedColumns?.has(column);
          expected.push(`${sql}: ${isAllowed ? 'allowed' : 'refused'}`);
          found.push(`${sql}: ${(await isRefused(role, sql)) ? 'refused' : 'allowed'}`);
        }
      }
      for (const [privilege, sql] of [
        ['DELETE', `DELETE FROM ${table} WHERE false`],
        ['TRUNCATE', `TRUNCATE ${table}`],
        ['COPY', `COPY ${table} TO STDOUT`],
        ['LOCK', `LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`],
        [
          'TRIGGER',
          `CREATE TRIGGER mine BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()`,
        ],
        ['DROP', `DROP TABLE ${table}`],
        ['ALTER', `ALTER TABLE ${table} ADD COLUMN more text`],
      ] as const) {
        if (privilege === 'COPY' && may?.get('SELECT')?.has('*')) continue;
        if (privilege === 'LOCK' && (may?.has('DELETE') || may?.get('UPDATE')?.has('*'))) continue;
        expected.push(`${sql}: ${may?.has(privilege) ? 'allowed' : 'refused'}`);
        found.push(`${sql}: ${(await isRefused(role, sql)) ? 'refused' : 'allowed'}`);
      }
    }
    expect(found).toEqual(expected);
    expect(found.length).toBeGreaterThan(300);
  }, 60_000);

  it('calls the functions that it may, and no other', async () => {
    const mayCall = rights[role]
      .flatMap((right) => /^EXECUTE ON FUNCTION (.*)$/.exec(right)?.[1]?.split(', ') ?? [])
      .toSorted();
    const { rows } = await as.client.owner.query<{ name: string }>(
      `SELECT p.proname::text AS name FROM pg_proc p
        WHERE p.pronamespace = 'public'::regnamespace AND p.proowner = $1::regrole AND has_function_privilege($2, p.oid, 'EXECUTE')
        ORDER BY 1`,
      [roles.owner, roles[role]],
    );
    expect(rows.map(({ name }) => name)).toEqual(mayCall);
  });
});
