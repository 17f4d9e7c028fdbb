import pg from 'pg';
import { lasting } from './outcome-unknown.js';

type Row = pg.QueryResultRow;

/**
 * Runs statements with parameters that travel apart from the text. Numbers of type bigint arrive as numbers (ids stay below 2^53)
 * and times as Date.
 */
export interface Sql {
  /**
   * @param name makes it a prepared statement of that name: parsed once per connection; the text must never vary
   * @throws {OutcomeUnknownError} outside a transaction, where the connection broke meanwhile
   */
  query<T extends Row>(text: string, values?: readonly unknown[], name?: string): Promise<T[]>;
  /**
   * Runs `work` in one transaction on one connection; an error rolls back and is thrown on.
   * @throws {OutcomeUnknownError} where the connection broke at its COMMIT
   */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
}

const bigint = pg.types.builtins.INT8;

/** As pg does, but for bigint. Given per query, because MikroORM sets parsers of its own on the pool that they share. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (oid === bigint && format !== 'binary') return Number;
    return pg.types.getTypeParser(oid, format) as (value: string) => unknown;
  },
};

/** Statements on a pool: each on whichever connection is free. */
export function sqlOnPool(pool: () => Promise<pg.Pool>): Sql {
  async function onConnection<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await (await pool()).connect();
    try {
      return await work(client);
    } finally {
      // The pool itself drops a connection that broke; one whose statement merely failed is as good as before.
      client.release();
    }
  }
  return {
    query: (text, values, name) => onConnection((client) => lasting(onClient(client).query(text, values, name))),
    transaction: (work) => onConnection((client) => inTransaction(client, work)),
  };
}

function onClient(client: pg.PoolClient): Sql {
  return {
    async query<T extends Row>(text: string, values: readonly unknown[] = [], name?: string) {
      const { rows } = await client.query<T>({ text, values: [...values], types, ...(name && { name }) });
      return rows;
    },
    transaction: () => Promise.reject(new Error('A transaction inside a transaction')),
  };
}

async function inTransaction<T>(client: pg.PoolClient, work: (sql: Sql) => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    const result = await work(onClient(client));
    await lasting(client.query('COMMIT'));
    return result;
  } catch (error) {
    // Where the connection is gone, the server has rolled back by itself; the first error is the one to tell.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
