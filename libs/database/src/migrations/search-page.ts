import { Migration } from '@mikro-orm/migrations';

/**
 * One page of a search: the ids of visible listings below `before` whose folded texts contain every term, newest first.
 *
 * It goes down the ids window by window. The newest 512 texts are read without the index, which answers common words; then the
 * index gives the candidates of ever larger windows, as long as the last window predicts few candidates and little time for
 * the next. So a rare or absent word takes a handful of windows at any size of the table, and a phrase of common words
 * takes many small ones. No request works longer than `budget_ms` and the window it is in, and where texts are dear to compare (LIKE takes 30 ms for a
 * long text that nearly repeats a long term) or to read than four times that and one text.
 *
 * next_before: where the next page goes on; null when nothing is left. A page may be short or empty and yet not the last.
 *
 * SECURITY DEFINER: no operator it searches by is leakproof, so under row-level security PostgreSQL would not use the index.
 * VOLATILE: each statement has a snapshot of its own, taken after its locks, so that one that waited for rebuild_search() to
 * exchange the table sees the new one's rows.
 */
export class SearchPageMigration extends Migration {
  override up(): void {
    this.addSql(`
      CREATE FUNCTION search_page(terms text[], before bigint, page_limit int, budget_ms int, OUT ids bigint[], OUT next_before bigint)
      LANGUAGE plpgsql VOLATILE SECURITY DEFINER
      SET search_path = public, pg_temp
      -- The shape of the plans is fixed, whatever the statistics and the terms say; planning anew took a third of a common word's time.
      SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off SET work_mem = '16MB'
      AS $$
      DECLARE
        window_bits constant int[] := '{12, 16, 20, 24}'; -- of levels 1 to 4, as in search_windows()
        newest_rows constant int := 512;
        max_queued constant int := 1024;
        max_candidates constant int := 1000;
        wanted_candidates constant int := 300;
        samples constant int := 16;
        patterns constant text[] := array(SELECT '%' || regexp_replace(term, '([\\\\%_])', '\\\\\\1', 'g') || '%' FROM unnest(terms) AS term);
        asked constant record := search_conditions(terms, least(greatest(1, 8 / cardinality(terms)), 5));
        started constant timestamptz := clock_timestamp();
        deadline constant timestamptz := started + 4 * budget_ms * interval '1 millisecond'; -- only a page's first text is compared after it
        high bigint := least(before, coalesce((SELECT max(id) + 1 FROM listings), 0)); -- everything from here up is done
        -- What is queued follows all that is indexed, but for texts that came late. Below it the queue is full of rows that were moved, which
        -- a look from above would have to pass while some long transaction keeps them.
        indexed_to constant bigint := coalesce((SELECT max(id) FROM search_entries), 0);
        low bigint;
        bottom bigint;
        max_hits int; -- of each of the samples
        level int := 0;
        top_level int := 4;
        backlog boolean := true; -- until looked
        bits int;
        candidates int;
        found bigint[];
        window_started timestamptz;
        window_ms float8;
        growth float8; -- how many times as many ids the next larger window has
        left_ms float8;
      BEGIN
        ids := '{}';
        WHILE high > 1 LOOP
          window_started := clock_timestamp();
          -- A long queue (its mover is behind) is read step by step like the newest texts; a short one is read along with each window.
          IF backlog THEN
            backlog := EXISTS (SELECT FROM search_queue WHERE id < high AND id > indexed_to OFFSET max_queued);
            level := 0;
          END IF;
          IF level = 0 THEN
            -- Counted in rows, for ids may have gaps of any size.
            low := greatest(
              (SELECT id FROM search_entries WHERE id < high ORDER BY id DESC OFFSET newest_rows - 1 LIMIT 1),
              (SELECT id FROM search_queue WHERE id < high AND id > indexed_to ORDER BY id DESC OFFSET newest_rows - 1 LIMIT 1),
              0);
            found := array(
              SELECT CASE WHEN matches THEN id ELSE -id END FROM (
                SELECT id, CASE WHEN row_number() OVER () = 1 OR clock_timestamp() < deadline THEN search LIKE ALL (patterns) END AS matches FROM (
                  (SELECT id, search FROM search_entries WHERE id >= low AND id < high ORDER BY id DESC)
                  UNION ALL
                  (SELECT id, search FROM search_queue WHERE id >= low AND id < high ORDER BY id DESC)
                  ORDER BY id DESC
                ) AS texts
              ) AS compared
              WHERE matches IS NOT FALSE AND (matches IS NULL OR (SELECT NOT is_hidden FROM listings WHERE listings.id = compared.id))
              LIMIT page_limit - cardinality(ids)
            );
            IF found[cardinality(found)] < 0 THEN
              -- Not compared in time: the next page goes on with the newest of these.
              ids := ids || array(SELECT id FROM unnest(found) AS id WHERE id > 0 ORDER BY id DESC);
              high := 1 - (SELECT min(id) FROM unnest(found) AS id);
              EXIT;
            END IF;
            candidates := cardinality(found);
          ELSE
            bits := window_bits[level];
            low := (high - 1) >> bits << bits;
            WITH indexed AS MATERIALIZED (
              SELECT id, search FROM search_entries
              WHERE search_windows(id) @> ARRAY[(low >> bits) * 8 + level]
                AND search_keys(search) @> asked.all_of AND search_keys(search) && asked.one_of
              LIMIT CASE WHEN level > 1 THEN max_candidates END
            ), texts AS (
              SELECT id, search FROM indexed WHERE id < high
              UNION ALL
              SELECT id, search FROM search_queue WHERE id >= low AND id < high
            )
            SELECT (SELECT count(*) FROM indexed), array(
              SELECT CASE WHEN matches THEN id END FROM (
                SELECT id, CASE WHEN clock_timestamp() < deadline THEN search LIKE ALL (patterns) END AS matches FROM texts
              ) AS compared
              WHERE matches IS NOT FALSE AND (matches IS NULL OR (SELECT NOT is_hidden FROM listings WHERE listings.id = compared.id))
              ORDER BY matches NULLS FIRST, id DESC
              LIMIT page_limit - cardinality(ids)
            ) INTO candidates, found;
            -- Not compared in time, and in no order: the next page begins with the newest of this window, one by one.
            EXIT WHEN cardinality(found) > 0 AND found[1] IS NULL;
          END IF;
          window_ms := extract(epoch FROM clock_timestamp() - window_started) * 1000;
          left_ms := budget_ms - extract(epoch FROM clock_timestamp() - started) * 1000;
          IF level > 1 AND candidates = max_candidates THEN
            -- Which of the window's candidates these are is chance: try again with less.
            level := level - 1;
            top_level := level;
            CONTINUE;
          END IF;
          ids := ids || found;
          growth := (1 << window_bits[least(level + 1, 4)])::float8 / (high - low);
          IF level < top_level AND low > 0
            AND (level < 2 OR window_ms * growth < left_ms)
            AND candidates * growth <= wanted_candidates THEN
            -- What is rare in the last window may be in every text of one that is sixteen times as old; all its matches would be read from the
            -- index. So some small windows of the large one are looked into before.
            bits := window_bits[level + 1];
            bottom := (low - 1) >> bits << bits;
            max_hits := 4 * wanted_candidates * 4096 / (low - bottom);
            IF level < 2 OR NOT EXISTS (
              SELECT FROM generate_series(0, samples - 1) AS sample, LATERAL (
                SELECT id FROM search_entries WHERE id >= bottom + (low - bottom) * sample / samples ORDER BY id LIMIT 1
              ) AS text, LATERAL (
                SELECT count(*) AS hits FROM (
                  SELECT FROM search_entries
                  WHERE search_windows(id) @> ARRAY[(text.id >> 12) * 8 + 1]
                    AND search_keys(search) @> asked.all_of AND search_keys(search) && asked.one_of
                  LIMIT max_hits + 1
                ) AS sampled
              ) AS probe
              WHERE hits > max_hits
            ) THEN
              level := level + 1;
            ELSE
              top_level := level;
            END IF;
          END IF;
          high := low;
          EXIT WHEN cardinality(ids) >= page_limit OR clock_timestamp() > started + budget_ms * interval '1 millisecond';
        END LOOP;
        IF cardinality(ids) >= page_limit THEN
          next_before := ids[page_limit];
        ELSIF high > 1 THEN
          next_before := high;
        END IF;
      END
      $$`);
  }

  override down(): void {
    this.addSql(`DROP FUNCTION search_page`);
  }
}
