import { Migration } from '@mikro-orm/migrations';

/**
 * The audit log: rows are added, never changed or removed, by any of the product's roles. Each row's hash covers its content and the hash
 * of the row before, and ids have no gaps: so a row that was changed, or taken out from among others, past these triggers (in the files,
 * by a superuser) shows. The hashes have no key: who can do that can also work out anew all that follow, or cut off the end, and the chain
 * fits again. Therefore each backup's manifest has the newest row's id and hash, and a copy of it elsewhere shows that, too.
 */
export class AuditMigration extends Migration {
  override up(): void {
    this.addSql(`
      CREATE TABLE audit_events (
        id bigint PRIMARY KEY,
        at timestamptz(3) NOT NULL,
        actor text NOT NULL,
        action text NOT NULL,
        listing_id bigint,
        reason text,
        note text,
        batch_id bigint,
        details jsonb,
        hash bytea NOT NULL
      )`);
    this.addSql(
      `CREATE INDEX audit_events_listing_id_index ON audit_events (listing_id, id) WHERE listing_id IS NOT NULL`,
    );
    this.addSql(`CREATE INDEX audit_events_batch_id_index ON audit_events (batch_id) WHERE batch_id IS NOT NULL`);
    this.addSql(`CREATE INDEX audit_events_actor_index ON audit_events (actor, id)`);
    this.addSql(`CREATE INDEX audit_events_action_index ON audit_events (action, id)`);

    // jsonb's text is canonical (sorted keys, fixed spacing), and the time is a number, free of the session's time zone.
    this.addSql(`
      CREATE FUNCTION audit_hash(previous bytea, event audit_events) RETURNS bytea
        LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
          SELECT sha256(previous || convert_to(jsonb_build_array(
            event.id, (extract(epoch FROM event.at) * 1000)::bigint, event.actor, event.action, event.listing_id,
            event.reason, event.note, event.batch_id, event.details)::text, 'UTF8'))
        $$`);

    // One writer at a time until its commit: the chain has one end. Id, time and hash are set here, whatever the insert says.
    this.addSql(`
      CREATE FUNCTION chain_audit_event() RETURNS trigger
        LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE
          last audit_events;
        BEGIN
          PERFORM pg_advisory_xact_lock(hashtext('audit_events'));
          SELECT * INTO last FROM audit_events ORDER BY id DESC LIMIT 1;
          NEW.id := coalesce(last.id, 0) + 1;
          NEW.at := clock_timestamp();
          NEW.hash := audit_hash(coalesce(last.hash, ''::bytea), NEW);
          RETURN NEW;
        END $$`);
    this.addSql(`
      CREATE TRIGGER audit_events_chained BEFORE INSERT ON audit_events FOR EACH ROW EXECUTE FUNCTION chain_audit_event()`);

    this.addSql(`
      CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
          RAISE EXCEPTION 'audit events are only ever added' USING ERRCODE = 'insufficient_privilege';
        END $$`);
    this.addSql(`
      CREATE TRIGGER audit_events_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_events
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()`);

    this.addSql(`
      CREATE FUNCTION verify_audit_events() RETURNS TABLE (checked bigint, first_broken bigint)
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        #variable_conflict use_column
        DECLARE
          event audit_events;
          expected_id bigint := 1;
          previous bytea := '';
        BEGIN
          FOR event IN SELECT * FROM audit_events ORDER BY id LOOP
            IF event.id <> expected_id OR event.hash IS DISTINCT FROM audit_hash(previous, event) THEN
              RETURN QUERY SELECT expected_id - 1, event.id;
              RETURN;
            END IF;
            previous := event.hash;
            expected_id := expected_id + 1;
          END LOOP;
          RETURN QUERY SELECT expected_id - 1, NULL::bigint;
        END $$`);
  }

  override down(): void {
    this.addSql(`DROP FUNCTION verify_audit_events`);
    this.addSql(`DROP TABLE audit_events CASCADE`);
    this.addSql(`DROP FUNCTION IF EXISTS refuse_audit_change, chain_audit_event`);
  }
}
