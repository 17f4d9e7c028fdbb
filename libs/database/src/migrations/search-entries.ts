import { Migration } from '@mikro-orm/migrations';

/**
 * Where the folded texts are that searches compare with: apart from `listings`, so that hiding a listing never touches their index,
 * and first in a queue, because the index is dear to add to one by one: posts don't pay for it.
 */
export class SearchEntriesMigration extends Migration {
  override up(): void {
    // Texts that the index does not hold yet: some hundreds, which a search reads one by one.
    this.addSql(`
      CREATE TABLE search_queue (
        id bigint PRIMARY KEY,
        search text COLLATE "C" NOT NULL
      )`);
    this.addSql(`
      CREATE TABLE search_entries (
        id bigint PRIMARY KEY,
        search text COLLATE "C" NOT NULL
      )`);
    // Both together: the folded text of every listing.
    this.addSql(`
      CREATE VIEW search_texts AS
        SELECT id, search FROM search_entries UNION ALL SELECT id, search FROM search_queue`);

    // Every insert queues its text, whoever inserts and by whatever statement; without one it fails.
    this.addSql(`
      CREATE FUNCTION queue_listing_search() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        BEGIN
          INSERT INTO search_queue (id, search) VALUES (NEW.id, NEW.search);
          NEW.search := NULL;
          RETURN NEW;
        END $$`);
    this.addSql(`
      CREATE TRIGGER listings_queued BEFORE INSERT ON listings FOR EACH ROW EXECUTE FUNCTION queue_listing_search()`);

    this.addSql(`
      CREATE FUNCTION forget_listing_search() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        BEGIN
          IF TG_OP = 'TRUNCATE' THEN
            TRUNCATE search_queue, search_entries;
          ELSE
            -- First what rebuild_search() locks first, or each could wait for the other.
            LOCK TABLE search_entries IN ROW EXCLUSIVE MODE;
            DELETE FROM search_queue USING removed WHERE search_queue.id = removed.id;
            DELETE FROM search_entries USING removed WHERE search_entries.id = removed.id;
          END IF;
          RETURN NULL;
        END $$`);
    this.addSql(`
      CREATE TRIGGER listings_forgotten AFTER DELETE ON listings REFERENCING OLD TABLE AS removed
        FOR EACH STATEMENT EXECUTE FUNCTION forget_listing_search()`);
    this.addSql(`
      CREATE TRIGGER listings_all_forgotten AFTER TRUNCATE ON listings
        FOR EACH STATEMENT EXECUTE FUNCTION forget_listing_search()`);

    // Moves the oldest queued texts to the index, at most batch, and leaves keep in the queue: reading a few hundred is cheap.
    // Of several callers at once one works; the others move 0. newest: the last text that was queued by then, however many were moved.
    this.addSql(`
      CREATE FUNCTION index_search_queue(keep integer, batch integer, OUT moved integer, OUT newest bigint)
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE
          surplus integer;
        BEGIN
          moved := 0;
          newest := (SELECT max(id) FROM search_queue);
          IF NOT pg_try_advisory_xact_lock(hashtext('index_search_queue')) THEN
            RETURN;
          END IF;
          surplus := (SELECT count(*) FROM (SELECT FROM search_queue LIMIT keep + batch) AS counted) - keep;
          IF surplus <= 0 THEN
            RETURN;
          END IF;
          WITH taken AS (
            DELETE FROM search_queue WHERE id IN (SELECT id FROM search_queue ORDER BY id LIMIT surplus) RETURNING id, search
          )
          INSERT INTO search_entries SELECT id, search FROM taken ORDER BY id;
          GET DIAGNOSTICS moved = ROW_COUNT;
          PERFORM gin_clean_pending_list('search_entries_index');
        END $$`);
  }

  override down(): void {
    this.addSql(`DROP FUNCTION index_search_queue`);
    this.addSql(`DROP FUNCTION forget_listing_search, queue_listing_search CASCADE`);
    this.addSql(`DROP VIEW search_texts`);
    this.addSql(`DROP TABLE search_entries, search_queue`);
  }
}
