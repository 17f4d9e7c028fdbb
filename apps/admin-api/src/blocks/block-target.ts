import type { BlockScope } from '@initialsdb/contracts/admin';
import type { Sql } from '@initialsdb/database';
import { invalidInput } from '@initialsdb/server';

/**
 * The pseudonym that a block of a poster compares with: the poster's own, or that of the poster's network. Addresses aren't stored,
 * so which network a client belongs to is known from a listing of that client.
 *
 * @throws {ProblemError} INVALID_INPUT where no listing knows the poster (any more)
 */
export async function pseudonymOf(sql: Sql, poster: string, scope: BlockScope): Promise<string> {
  const column = scope === 'client' ? 'poster' : 'poster_network';
  const [row] = await sql.query<{ pseudonym: string }>(
    `SELECT ${column} AS pseudonym FROM listings
      WHERE ${scope === 'client' ? 'poster = $1' : 'poster = $1 OR poster_network = $1'} LIMIT 1`,
    [poster],
  );
  if (!row) throw invalidInput('poster', 'No listing has this poster. Pseudonyms are erased after a while.');
  return row.pseudonym;
}
