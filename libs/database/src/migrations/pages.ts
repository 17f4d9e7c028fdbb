import { Migration } from '@mikro-orm/migrations';

/**
 * Pages of listings for the board. Functions, because the view's security barrier hides from the planner that an index has the rows
 * in the order wanted: through the view a page read and sorted the whole table (78 ms at 150,000 rows instead of 0.1).
 */
export class PagesMigration extends Migration {
  override up(): void {
    this.addSql(`
      CREATE FUNCTION newest_listings(before bigint, page_limit integer)
        RETURNS TABLE (id bigint, body text, created_at timestamptz)
        LANGUAGE sql STABLE SECURITY DEFINER ROWS 20 SET search_path = public, pg_temp SET enable_seqscan = off AS $$
          SELECT id, body, created_at FROM listings WHERE NOT is_hidden AND id < before ORDER BY id DESC LIMIT page_limit
        $$`);
    this.addSql(`
      CREATE FUNCTION listings_of_ids(wanted bigint[])
        RETURNS TABLE (id bigint, body text, created_at timestamptz)
        LANGUAGE sql STABLE SECURITY DEFINER ROWS 20 SET search_path = public, pg_temp SET enable_seqscan = off AS $$
          SELECT id, body, created_at FROM listings WHERE NOT is_hidden AND id = ANY (wanted)
        $$`);
  }

  override down(): void {
    this.addSql(`DROP FUNCTION newest_listings, listings_of_ids`);
  }
}
