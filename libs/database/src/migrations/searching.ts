import { Migration } from '@mikro-orm/migrations';

/**
 * Search by substring of the folded text, newest first. One call looks at no more than 20,000 listings and says where it stopped.
 */
export class SearchingMigration extends Migration {
  override up(): void {
    this.addSql(`
      CREATE FUNCTION search_listings(terms text[], before bigint, max_rows integer)
        RETURNS TABLE (id bigint, body text, created_at timestamptz, next_before bigint)
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        #variable_conflict use_column
        DECLARE
          candidate record;
          found integer := 0;
          looked_at integer := 0;
        BEGIN
          FOR candidate IN
            SELECT l.id, l.body, l.created_at, l.search, l.is_hidden FROM listings l
              WHERE l.id < coalesce(before, 9223372036854775807) ORDER BY l.id DESC
          LOOP
            IF found = max_rows OR looked_at = 20000 THEN
              RETURN QUERY SELECT NULL::bigint, NULL::text, NULL::timestamptz, candidate.id + 1;
              RETURN;
            END IF;
            looked_at := looked_at + 1;
            IF NOT candidate.is_hidden
                AND (SELECT coalesce(bool_and(strpos(candidate.search, term) > 0), true) FROM unnest(terms) term) THEN
              found := found + 1;
              RETURN QUERY SELECT candidate.id, candidate.body, candidate.created_at, NULL::bigint;
            END IF;
          END LOOP;
        END $$`);
  }

  override down(): void {
    this.addSql(`DROP FUNCTION search_listings`);
  }
}
