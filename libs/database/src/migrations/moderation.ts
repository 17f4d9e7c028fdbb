import { Migration } from '@mikro-orm/migrations';

/** Reports by readers, blocks of posters, and changes of visibility that belong together. */
export class ModerationMigration extends Migration {
  override up(): void {
    // resolved_by_hiding: resolved because the listing was hidden, not judged for itself; open again when the listing is shown again.
    this.addSql(`
      CREATE TABLE reports (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        listing_id bigint NOT NULL CONSTRAINT reports_listing_id_foreign REFERENCES listings ON DELETE CASCADE,
        reason text NOT NULL
          CONSTRAINT reports_reason_check CHECK (reason IN ('spam', 'harassment', 'illegal', 'personal-data', 'other')),
        note text,
        reporter text,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        resolved_at timestamptz(3),
        resolved_by text,
        resolved_by_hiding boolean NOT NULL DEFAULT false,
        CONSTRAINT reports_listing_id_reporter_unique UNIQUE (listing_id, reporter)
      )`);
    this.addSql(`CREATE INDEX reports_open_index ON reports (listing_id) WHERE resolved_at IS NULL`);
    this.addSql(`CREATE INDEX reports_resolved_by_hiding_index ON reports (listing_id) WHERE resolved_by_hiding`);
    this.addSql(`CREATE INDEX reports_reporter_index ON reports (created_at) WHERE reporter IS NOT NULL`);

    this.addSql(`
      CREATE FUNCTION report_listing(wanted bigint, new_reason text, new_note text, new_reporter text) RETURNS text
        LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE
          hidden boolean;
        BEGIN
          -- Held until the report is in, so that a listing hidden meanwhile does not get an open report.
          SELECT is_hidden INTO hidden FROM listings WHERE id = wanted FOR SHARE;
          IF NOT FOUND THEN
            RETURN 'missing';
          ELSIF hidden THEN
            RETURN 'hidden';
          END IF;
          INSERT INTO reports (listing_id, reason, note, reporter) VALUES (wanted, new_reason, new_note, new_reporter)
            ON CONFLICT (listing_id, reporter) DO NOTHING;
          RETURN CASE WHEN FOUND THEN 'created' ELSE 'duplicate' END;
        END $$`);

    // poster is the pseudonym that the moderator saw; matches is the one that is refused: the same, or that of its network. Both are erased
    // some time after the block's end, never before.
    this.addSql(`
      CREATE TABLE blocks (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        poster text,
        matches text,
        scope text NOT NULL CONSTRAINT blocks_scope_check CHECK (scope IN ('client', 'network')),
        reason text NOT NULL,
        expires_at timestamptz(3),
        hits bigint NOT NULL DEFAULT 0,
        last_hit_at timestamptz(3),
        created_by text NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT blocks_erased_check CHECK ((poster IS NOT NULL AND matches IS NOT NULL) OR expires_at IS NOT NULL)
      )`);
    this.addSql(`CREATE INDEX blocks_matches_index ON blocks (matches)`);
    this.addSql(`
      CREATE VIEW active_blocks AS
        SELECT matches, scope, expires_at FROM blocks WHERE expires_at IS NULL OR expires_at > now()`);

    // Counting a hit is the only thing that the board may change about a block.
    this.addSql(`
      CREATE FUNCTION hit_blocks(client text, network text) RETURNS boolean
        LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        BEGIN
          UPDATE blocks SET hits = hits + 1, last_hit_at = now()
            WHERE ((scope = 'client' AND matches = client) OR (scope = 'network' AND matches = network))
              AND (expires_at IS NULL OR expires_at > now());
          RETURN FOUND;
        END $$`);

    this.addSql(`
      CREATE TABLE visibility_batches (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        is_hidden boolean NOT NULL,
        reason text,
        note text,
        filter jsonb,
        changed integer NOT NULL DEFAULT 0,
        created_by text NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        undone_at timestamptz(3),
        undone_by text
      )`);
    // version: the listing's after the batch; an undo changes only those that still have it.
    this.addSql(`
      CREATE TABLE visibility_batch_items (
        batch_id bigint NOT NULL CONSTRAINT visibility_batch_items_batch_id_foreign REFERENCES visibility_batches ON DELETE CASCADE,
        listing_id bigint NOT NULL CONSTRAINT visibility_batch_items_listing_id_foreign REFERENCES listings ON DELETE CASCADE,
        version integer NOT NULL,
        PRIMARY KEY (batch_id, listing_id)
      )`);
    this.addSql(`CREATE INDEX visibility_batch_items_listing_id_index ON visibility_batch_items (listing_id)`);

    // Erasing is all that can be done to a pseudonym; so nobody can be made to look like somebody else. What somebody else is changing is left for
    // the next time. A block keeps its own until it has been over for so long, and a batch loses the one that it was filtered by.
    this.addSql(`
      CREATE FUNCTION erase_pseudonyms(older_than interval, max_rows bigint) RETURNS bigint
        LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE
          erased bigint := 0;
          these bigint;
        BEGIN
          UPDATE listings SET poster = NULL, poster_network = NULL
            WHERE id IN (
              SELECT id FROM listings
                WHERE (poster IS NOT NULL OR poster_network IS NOT NULL) AND created_at < now() - older_than
                LIMIT max_rows FOR UPDATE SKIP LOCKED);
          GET DIAGNOSTICS these = ROW_COUNT;
          erased := erased + these;
          UPDATE reports SET reporter = NULL
            WHERE id IN (
              SELECT id FROM reports WHERE reporter IS NOT NULL AND created_at < now() - older_than
                LIMIT max_rows - erased FOR UPDATE SKIP LOCKED);
          GET DIAGNOSTICS these = ROW_COUNT;
          erased := erased + these;
          UPDATE blocks SET poster = NULL, matches = NULL
            WHERE id IN (
              SELECT id FROM blocks WHERE (poster IS NOT NULL OR matches IS NOT NULL) AND expires_at < now() - older_than
                LIMIT max_rows - erased FOR UPDATE SKIP LOCKED);
          GET DIAGNOSTICS these = ROW_COUNT;
          erased := erased + these;
          UPDATE visibility_batches SET filter = filter - 'poster'
            WHERE id IN (
              SELECT id FROM visibility_batches WHERE filter ? 'poster' AND created_at < now() - older_than
                LIMIT max_rows - erased FOR UPDATE SKIP LOCKED);
          GET DIAGNOSTICS these = ROW_COUNT;
          RETURN erased + these;
        END $$`);
  }

  override down(): void {
    this.addSql(`DROP FUNCTION erase_pseudonyms, hit_blocks, report_listing`);
    this.addSql(`DROP VIEW active_blocks`);
    this.addSql(`DROP TABLE visibility_batch_items, visibility_batches, blocks, reports`);
  }
}
