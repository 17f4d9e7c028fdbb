import { Migration } from '@mikro-orm/migrations';

/**
 * The number of visible listings, exact at every commit and read in constant time. It is kept as a sum over slots, because one row
 * would make every post wait for the commit of the one before: a change takes whichever slot is free. A transaction that already
 * holds a slot always finds one (its own), so nobody waits while holding one, and there is no deadlock.
 */
export class CountingMigration extends Migration {
  override up(): void {
    // Room in each page for the next versions of its rows (HOT), so that the table stays a page or two.
    this.addSql(`
      CREATE TABLE listing_totals (
        slot smallint PRIMARY KEY,
        visible bigint NOT NULL DEFAULT 0,
        changes bigint NOT NULL DEFAULT 0
      ) WITH (fillfactor = 50, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0)`);
    this.addSql(`INSERT INTO listing_totals (slot) SELECT generate_series(0, 31)`);

    // A slot that no other transaction has taken, until the end of this one; its own again where it asked before. Advisory locks write
    // nothing: looking for a row by FOR UPDATE SKIP LOCKED cost a post as much again as the update. With all 32 taken, it waits for one.
    this.addSql(`
      CREATE FUNCTION free_total_slot() RETURNS smallint
        LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp AS $$
        DECLARE
          slot smallint;
        BEGIN
          FOR tried IN 0..31 LOOP
            slot := (pg_backend_pid() + tried) % 32;
            IF pg_try_advisory_xact_lock('listing_totals'::regclass::oid::int, slot) THEN
              RETURN slot;
            END IF;
          END LOOP;
          RETURN slot;
        END $$`);

    // Hides and deletes tell the other processes, whose caches must not show them. Posts don't: NOTIFY takes a lock that makes all
    // commits follow one another, and a post that another process shows a moment later harms nobody.
    this.addSql(`
      CREATE FUNCTION count_changed_listings() RETURNS trigger
        LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE
          difference bigint;
          is_changed boolean;
          taken smallint;
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
            SELECT -sum(visible), true INTO difference, is_changed FROM listing_totals;
          END IF;
          IF is_changed THEN
            taken := free_total_slot();
            UPDATE listing_totals SET visible = visible + difference, changes = changes + 1 WHERE slot = taken;
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

    this.addSql(`
      CREATE VIEW board_state AS SELECT sum(visible)::bigint AS visible, sum(changes)::bigint AS changes FROM listing_totals`);
  }

  override down(): void {
    this.addSql(`DROP VIEW board_state`);
    this.addSql(`DROP FUNCTION count_changed_listings CASCADE`);
    this.addSql(`DROP FUNCTION free_total_slot`);
    this.addSql(`DROP TABLE listing_totals`);
  }
}
