import { Migration } from '@mikro-orm/migrations';

/**
 * The number of visible listings, exact at every commit, however many there are. A change is a row of its own, which makes nobody wait;
 * one row that all update would make every post wait for the commit of the one before, and versions of a few rows, taken in turn, pile
 * up while anybody reads for long. `fold_listing_changes()` adds the rows up by and by, so that a reader adds few.
 */
export class CountingMigration extends Migration {
  override up(): void {
    // One row: the sum of all changes that were folded.
    this.addSql(`CREATE TABLE listing_totals (visible bigint NOT NULL, changes bigint NOT NULL)`);
    this.addSql(`INSERT INTO listing_totals VALUES (0, 0)`);
    // Those since. Dead ones are read over by every reader until they are vacuumed, so that is done early.
    this.addSql(`
      CREATE TABLE listing_changes (visible bigint NOT NULL, changes bigint NOT NULL)
        WITH (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0)`);

    // One statement, so one moment: a change is in either of the two.
    this.addSql(`
      CREATE VIEW board_state AS
        SELECT sum(visible)::bigint AS visible, sum(changes)::bigint AS changes
          FROM (SELECT visible, changes FROM listing_totals UNION ALL SELECT visible, changes FROM listing_changes) AS parts`);

    // Hides and deletes tell the other processes, whose caches must not show them. Posts don't: NOTIFY takes a lock that makes all
    // commits follow one another, and a post that another process shows a moment later harms nobody.
    this.addSql(`
      CREATE FUNCTION count_changed_listings() RETURNS trigger
        LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE
          difference bigint;
          is_changed boolean;
        BEGIN
          IF TG_OP = 'INSERT' THEN
            SELECT count(*) INTO difference FROM added WHERE NOT is_hidden;
            is_changed := difference > 0;
          ELSIF TG_OP = 'DELETE' THEN
            SELECT -count(*) INTO difference FROM removed WHERE NOT is_hidden;
            is_changed := difference < 0;
          ELSIF TG_OP = 'UPDATE' THEN
            SELECT count(*) FILTER (WHERE removed.is_hidden) - count(*) FILTER (WHERE added.is_hidden), count(*) > 0
              INTO difference, is_changed
              FROM added JOIN removed USING (id) WHERE added.is_hidden <> removed.is_hidden;
          ELSE
            SELECT -visible, true INTO difference, is_changed FROM board_state;
          END IF;
          IF is_changed THEN
            INSERT INTO listing_changes VALUES (difference, 1);
            IF TG_OP <> 'INSERT' THEN
              PERFORM pg_notify('board_changed', '');
            END IF;
          END IF;
          RETURN NULL;
        END $$`);
    this.addSql(`
      CREATE TRIGGER listings_added AFTER INSERT ON listings REFERENCING NEW TABLE AS added
        FOR EACH STATEMENT EXECUTE FUNCTION count_changed_listings()`);
    this.addSql(`
      CREATE TRIGGER listings_changed AFTER UPDATE ON listings REFERENCING OLD TABLE AS removed NEW TABLE AS added
        FOR EACH STATEMENT EXECUTE FUNCTION count_changed_listings()`);
    this.addSql(`
      CREATE TRIGGER listings_removed AFTER DELETE ON listings REFERENCING OLD TABLE AS removed
        FOR EACH STATEMENT EXECUTE FUNCTION count_changed_listings()`);
    this.addSql(`
      CREATE TRIGGER listings_emptied AFTER TRUNCATE ON listings
        FOR EACH STATEMENT EXECUTE FUNCTION count_changed_listings()`);

    // Leaves a few where they are, for each fold leaves dead rows behind. Of several callers at once one works; the others return 0.
    this.addSql(`
      CREATE FUNCTION fold_listing_changes(keep integer) RETURNS bigint
        LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE
          folded bigint;
        BEGIN
          IF NOT pg_try_advisory_xact_lock(hashtext('fold_listing_changes'))
            OR NOT EXISTS (SELECT FROM listing_changes OFFSET keep) THEN
            RETURN 0;
          END IF;
          WITH taken AS (
            DELETE FROM listing_changes RETURNING visible, changes
          ), summed AS (
            SELECT sum(visible)::bigint AS visible, sum(changes)::bigint AS changes, count(*) AS taken FROM taken
          )
          UPDATE listing_totals AS total
            SET visible = total.visible + summed.visible, changes = total.changes + summed.changes
            FROM summed WHERE summed.taken > 0
            RETURNING summed.taken INTO folded;
          RETURN coalesce(folded, 0);
        END $$`);
  }

  override down(): void {
    this.addSql(`DROP FUNCTION fold_listing_changes`);
    this.addSql(`DROP FUNCTION count_changed_listings CASCADE`);
    this.addSql(`DROP VIEW board_state`);
    this.addSql(`DROP TABLE listing_totals, listing_changes`);
  }
}
