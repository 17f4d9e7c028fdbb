import { Migration } from '@mikro-orm/migrations';

/**
 * Builds the search index anew from everything, the queue included: for loads of many thousands of listings, where moving batch by
 * batch takes several times as long, and to make an index small again. Posts and searches go on meanwhile; only the exchange at the
 * end makes searches wait, for milliseconds: where somebody reads the table for long (a backup does), it is the exchange that waits, and tries again
 * every second. Entries of listings deleted meanwhile may stay: a search skips them.
 */
export class SearchRebuildMigration extends Migration {
  override up(): void {
    // The view is pointed at the new table rather than made anew, so it keeps its rights.
    this.addSql(`
      CREATE FUNCTION rebuild_search() RETURNS void
        LANGUAGE plpgsql SET search_path = public, pg_temp SET maintenance_work_mem = '256MB' AS $$
        BEGIN
          -- No batch is moved while this runs.
          PERFORM pg_advisory_xact_lock(hashtext('index_search_queue'));
          CREATE TEMPORARY TABLE rebuilt_queue ON COMMIT DROP AS SELECT id, search FROM search_queue;
          CREATE TABLE rebuilt_entries (LIKE search_entries);
          INSERT INTO rebuilt_entries
            SELECT id, search FROM search_entries UNION ALL SELECT id, search FROM rebuilt_queue ORDER BY id;
          ALTER TABLE rebuilt_entries ADD CONSTRAINT rebuilt_entries_pkey PRIMARY KEY (id);
          CREATE INDEX rebuilt_entries_index ON rebuilt_entries USING gin (search_windows(id), search_keys(search))
            WITH (fastupdate = on);
          ANALYZE rebuilt_entries;
          LOOP
            BEGIN
              -- Whoever comes after a lock that waits, waits as well.
              SET LOCAL lock_timeout = '100ms';
              CREATE OR REPLACE VIEW search_texts AS
                SELECT id, search FROM rebuilt_entries UNION ALL SELECT id, search FROM search_queue;
              LOCK TABLE search_entries IN ACCESS EXCLUSIVE MODE;
              EXIT;
            EXCEPTION WHEN lock_not_available THEN
              PERFORM pg_sleep(1);
            END;
          END LOOP;
          SET LOCAL lock_timeout = 0;
          DROP TABLE search_entries;
          ALTER TABLE rebuilt_entries RENAME TO search_entries;
          ALTER INDEX rebuilt_entries_pkey RENAME TO search_entries_pkey;
          ALTER INDEX rebuilt_entries_index RENAME TO search_entries_index;
          DELETE FROM search_queue USING rebuilt_queue WHERE search_queue.id = rebuilt_queue.id;
        END $$`);
  }

  override down(): void {
    this.addSql(`DROP FUNCTION rebuild_search`);
  }
}
