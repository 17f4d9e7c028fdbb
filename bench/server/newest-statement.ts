/** The newest page as one would ask for it first, of the table itself; a reference route and pgbench ask it. */
export const newestStatement =
  'SELECT id, body, created_at FROM listings WHERE NOT is_hidden ORDER BY id DESC LIMIT 20';
