import { Migration } from '@mikro-orm/migrations';

/** What only the console needs: ways to the hidden and to a time, search of everything, and word of changes to those who listen. */
export class ConsoleMigration extends Migration {
  override up(): void {
    this.addSql(`CREATE INDEX listings_hidden_index ON listings (id) WHERE is_hidden`);
    // Listings come in the order of their time, so ranges of pages say enough about it, and keeping them costs a post nothing.
    this.addSql(`CREATE INDEX listings_created_at_index ON listings USING brin (created_at)`);

    // Ids of listings, hidden ones too, whose folded texts contain every term, in no order and at most max_rows: the index finds the
    // few of a rare term at any size of the table, and of a common one more than max_rows are not looked at. VOLATILE as search_page().
    this.addSql(`
      CREATE FUNCTION search_ids(terms text[], max_rows integer) RETURNS bigint[]
        LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
        SET enable_seqscan = off SET jit = off SET work_mem = '16MB' AS $$
        DECLARE
          patterns CONSTANT text[] := array(
            SELECT '%' || regexp_replace(term, '([\\\\%_])', '\\\\\\1', 'g') || '%' FROM unnest(terms) AS term);
          asked CONSTANT record := search_conditions(terms, 4);
        BEGIN
          RETURN array(
            SELECT id FROM search_queue WHERE search LIKE ALL (patterns)
            UNION ALL
            SELECT id FROM search_entries
              WHERE search_keys(search) @> asked.all_of AND search_keys(search) && asked.one_of AND search LIKE ALL (patterns)
            LIMIT max_rows);
        END $$`);

    // The board keeps the blocks in memory and reads them anew at this word; consoles show what others did.
    this.addSql(`
      CREATE FUNCTION announce_blocks() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
          PERFORM pg_notify('blocks_changed', '');
          PERFORM pg_notify('console_changed', '{"kind":"blocks","ids":null}');
          RETURN NULL;
        END $$`);
    this.addSql(`
      CREATE TRIGGER blocks_announced AFTER INSERT OR DELETE ON blocks
        FOR EACH STATEMENT EXECUTE FUNCTION announce_blocks()`);
    this.addSql(`
      CREATE FUNCTION announce_reports() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
          PERFORM pg_notify('console_changed', '{"kind":"reports","ids":null}');
          RETURN NULL;
        END $$`);
    this.addSql(`
      CREATE TRIGGER reports_announced AFTER INSERT OR UPDATE ON reports
        FOR EACH STATEMENT EXECUTE FUNCTION announce_reports()`);
  }

  override down(): void {
    this.addSql(`DROP TRIGGER reports_announced ON reports`);
    this.addSql(`DROP TRIGGER blocks_announced ON blocks`);
    this.addSql(`DROP FUNCTION announce_reports, announce_blocks`);
    this.addSql(`DROP FUNCTION search_ids`);
    this.addSql(`DROP INDEX listings_created_at_index, listings_hidden_index`);
  }
}
