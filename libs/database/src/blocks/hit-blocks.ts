import type { Sql } from '../connection/sql.js';
import type { Poster } from '../listings/post-listings.js';

/** The channel on which new and removed blocks are told. */
export const blocksChannel = 'blocks_changed';

/** Whether a block forbids this poster to write. Where it does, the hit is counted. */
export async function hitBlocks(sql: Sql, { client, network }: Poster): Promise<boolean> {
  const [row] = await sql.query<{ blocked: boolean }>(
    'SELECT hit_blocks($1, $2) AS blocked',
    [client, network],
    'hit-blocks',
  );
  return row?.blocked ?? false;
}
