import { Migration } from '@mikro-orm/migrations';

/** What operators look at: backup runs, and counts of what the guards let through and refused. */
export class OperationsMigration extends Migration {
  override up(): void {
    this.addSql(`
      CREATE TABLE backups (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        state text NOT NULL CONSTRAINT backups_state_check CHECK (state IN ('running', 'succeeded', 'failed', 'cancelled')),
        trigger text NOT NULL CONSTRAINT backups_trigger_check CHECK (trigger IN ('console', 'schedule', 'cron', 'command')),
        started_by text,
        started_at timestamptz(3) NOT NULL DEFAULT now(),
        finished_at timestamptz(3),
        file text,
        size_bytes bigint,
        sha256 text,
        row_counts jsonb,
        progress jsonb,
        verified_at timestamptz(3),
        verification_error text,
        error text,
        deleted_at timestamptz(3)
      )`);
    this.addSql(`CREATE INDEX backups_verified_at_index ON backups (verified_at) WHERE verified_at IS NOT NULL`);

    this.addSql(`
      CREATE TABLE activity (
        hour timestamptz(0) NOT NULL,
        name text NOT NULL,
        count bigint NOT NULL,
        PRIMARY KEY (hour, name)
      )`);
    // The board adds to counters, nothing else; names are short and plain, 200 a call, and none are added to an hour that has more than 500.
    this.addSql(`
      CREATE FUNCTION add_activity(names text[], counts bigint[]) RETURNS void
        LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE
          this_hour CONSTANT timestamptz := date_trunc('hour', now(), 'UTC');
        BEGIN
          IF (SELECT count(*) FROM activity WHERE hour = this_hour) > 500 THEN
            RETURN;
          END IF;
          INSERT INTO activity AS known (hour, name, count)
            SELECT this_hour, added.name, sum(added.count) FROM unnest(names[1:200], counts[1:200]) AS added (name, count)
              WHERE added.name ~ '^[a-z0-9][a-z0-9._:-]{0,79}$' AND added.count > 0
              GROUP BY added.name ORDER BY added.name
            ON CONFLICT (hour, name) DO UPDATE SET count = known.count + excluded.count;
        END $$`);
  }

  override down(): void {
    this.addSql(`DROP FUNCTION add_activity`);
    this.addSql(`DROP TABLE activity, backups`);
  }
}
