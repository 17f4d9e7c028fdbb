import { Migration } from '@mikro-orm/migrations';
import { roles } from '../roles.js';

/** How large the database becomes, and what takes its time. */
export class StatisticsMigration extends Migration {
  override up(): void {
    this.addSql(`
      CREATE TABLE database_sizes (
        day date NOT NULL PRIMARY KEY,
        size_bytes bigint NOT NULL,
        listings bigint NOT NULL
      )`);
    this.addSql(`
      CREATE FUNCTION record_database_size(keep_days integer) RETURNS void
        LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE
          today CONSTANT date := now() AT TIME ZONE 'UTC';
        BEGIN
          IF NOT EXISTS (SELECT FROM database_sizes WHERE day = today) THEN
            INSERT INTO database_sizes (day, size_bytes, listings)
              SELECT today, pg_database_size(current_database()),
                (SELECT visible FROM board_state) + (SELECT count(*) FROM listings WHERE is_hidden)
              ON CONFLICT (day) DO NOTHING;
          END IF;
          DELETE FROM database_sizes WHERE day < today - keep_days;
        END $$`);

    // The setting is there in servers that have loaded the library at their start, which alone count anything. The extension may be
    // there or not, in any schema, so it is looked for at each call.
    this.addSql(`
      CREATE FUNCTION statement_statistics(OUT missing text, OUT since timestamptz)
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE
          place CONSTANT oid := (SELECT extnamespace FROM pg_extension WHERE extname = 'pg_stat_statements');
        BEGIN
          missing := CASE
            WHEN current_setting('pg_stat_statements.max', true) IS NULL THEN 'preload'
            WHEN place IS NULL THEN 'extension'
            WHEN NOT has_schema_privilege(place, 'USAGE') OR NOT pg_has_role('pg_read_all_stats', 'USAGE') THEN 'right'
          END;
          IF missing IS NULL THEN
            EXECUTE format('SELECT stats_reset FROM %s.pg_stat_statements_info', place::regnamespace) INTO since;
          END IF;
        END $$`);

    // Texts have $1 in the place of each value, but for two kinds. Those of utility statements (before PostgreSQL 16 all of them, later
    // some) keep theirs, so only what begins as a query is shown. And a text that was pushed out while its statement ran comes back as
    // it was sent: one that has a quote, or a $ without its number, is kept back.
    this.addSql(`
      CREATE FUNCTION slowest_queries(max_rows integer)
        RETURNS TABLE (id text, role text, query text, calls bigint, total_ms float8, mean_ms float8, rows bigint)
        LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 10 SET search_path = public, pg_temp AS $$
        BEGIN
          IF (SELECT missing FROM statement_statistics()) IS NOT NULL THEN
            RETURN;
          END IF;
          RETURN QUERY EXECUTE format($query$
            SELECT r.rolname || ':' || s.queryid, r.rolname::text, CASE WHEN s.query !~ '''|[$](?![0-9])' THEN left(s.query, 4000) END,
                   s.calls, s.total_exec_time, s.mean_exec_time, s.rows
              FROM %s.pg_stat_statements AS s
              JOIN pg_roles AS r ON r.oid = s.userid
              JOIN pg_database AS d ON d.oid = s.dbid
             WHERE d.datname = current_database() AND s.toplevel
               AND r.rolname IN ('${roles.public}', '${roles.admin}', '${roles.backup}')
               AND s.query ~* '^[[:space:]]*(/[*].*?[*]/[[:space:]]*)?(select|insert|update|delete|merge|with)[[:>:]]'
             ORDER BY s.total_exec_time DESC LIMIT $1$query$,
            (SELECT extnamespace::regnamespace FROM pg_extension WHERE extname = 'pg_stat_statements')) USING max_rows;
        END $$`);
  }

  override down(): void {
    this.addSql(`DROP FUNCTION slowest_queries, statement_statistics, record_database_size`);
    this.addSql(`DROP TABLE database_sizes`);
  }
}
