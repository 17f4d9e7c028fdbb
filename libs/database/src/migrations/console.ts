import { Migration } from '@mikro-orm/migrations';

/** What the console adds: enrolment of authenticators, reports that a hide resolved, and word of changes to those who listen. */
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
          keys CONSTANT int[] := array(
            SELECT DISTINCT key FROM unnest(terms) AS term, unnest(search_term_keys(term, 4)) AS key);
        BEGIN
          RETURN array(
            SELECT id FROM search_queue WHERE search LIKE ALL (patterns)
            UNION ALL
            SELECT id FROM search_entries WHERE search_keys(search) @> keys AND search LIKE ALL (patterns)
            LIMIT max_rows);
        END $$`);

    // A secret that somebody is enrolling; it counts when a code of it was given.
    this.addSql(`ALTER TABLE users ADD COLUMN totp_pending_secret text`);

    // Resolved because the listing was hidden, not judged for itself: open again when the listing is shown again.
    this.addSql(`ALTER TABLE reports ADD COLUMN resolved_by_hiding boolean NOT NULL DEFAULT false`);
    this.addSql(`CREATE INDEX reports_resolved_by_hiding_index ON reports (listing_id) WHERE resolved_by_hiding`);

    // poster is the pseudonym that the moderator saw; matches is the one that is refused: the same, or that of its network.
    this.addSql(`ALTER TABLE blocks ADD COLUMN matches text NOT NULL DEFAULT ''`);
    this.addSql(`UPDATE blocks SET matches = poster`);
    this.addSql(`ALTER TABLE blocks ALTER COLUMN matches DROP DEFAULT`);
    this.addSql(`DROP INDEX blocks_poster_index`);
    this.addSql(`CREATE INDEX blocks_matches_index ON blocks (matches)`);
    this.addSql(`
      CREATE VIEW active_blocks AS
        SELECT matches, scope, expires_at FROM blocks WHERE expires_at IS NULL OR expires_at > now()`);
    this.addSql(`
      CREATE OR REPLACE FUNCTION hit_blocks(client text, network text) RETURNS boolean
        LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        BEGIN
          UPDATE blocks SET hits = hits + 1, last_hit_at = now()
            WHERE ((scope = 'client' AND matches = client) OR (scope = 'network' AND matches = network))
              AND (expires_at IS NULL OR expires_at > now());
          RETURN FOUND;
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
    this.addSql(`DROP VIEW active_blocks`);
    this.addSql(`ALTER TABLE blocks DROP COLUMN matches`);
    this.addSql(`CREATE INDEX blocks_poster_index ON blocks (poster)`);
    this.addSql(`ALTER TABLE reports DROP COLUMN resolved_by_hiding`);
    this.addSql(`ALTER TABLE users DROP COLUMN totp_pending_secret`);
    this.addSql(`DROP FUNCTION search_ids`);
    this.addSql(`DROP INDEX listings_created_at_index, listings_hidden_index`);
  }
}
