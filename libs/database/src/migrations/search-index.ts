import { Migration } from '@mikro-orm/migrations';

/**
 * The index that finds substrings: an inverted index over runs of characters, made of plain SQL. pg_trgm would find no trigram in
 * Cyrillic or Han under a C locale, and knows neither punctuation nor spaces.
 */
export class SearchIndexMigration extends Migration {
  override up(): void {
    // The index keys of a folded text: its characters, its pairs, its runs of four and its joints, in this order, each as a number. A joint is
    // a space with the three characters on either side: of a phrase of words that are everywhere, each run of four is everywhere, too, but
    // where two of the words meet is in few texts. The last run of four reaches over the end of the text; and those that begin with the
    // same three characters are 64 numbers in a row, so that a run of three is found as any of these.
    // Different runs may share a number. Every candidate is compared with the text itself, so that costs time, never truth.
    // Code points and remainders depend on no locale and no PostgreSQL version.
    this.addSql(`
      CREATE FUNCTION search_pair(a int, b int) RETURNS int
      LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
      RETURN ((a::bigint * 1000003 + b) % 2147483629)::int`);
    this.addSql(`
      CREATE FUNCTION search_four(pair int, c int, d int) RETURNS int
      LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
      RETURN (search_pair(pair, c) & 33554431) << 6 | (d & 63)`);

    // Each step reads the array of the one before, which takes time linear in the text's length: substr() counts from the start of the
    // text each time and took four times as long. Names are with their schema, because pg_restore builds the index without a search_path.
    this.addSql(`
      CREATE FUNCTION search_keys(search text) RETURNS int[]
      LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
      AS $$
        SELECT codes || pairs || fours || array(
          SELECT public.search_pair(fours[space - 3], fours[space])
          FROM (
            SELECT sum(length(word) + 1) OVER (ROWS UNBOUNDED PRECEDING) AS space
            FROM unnest(string_to_array(search, ' ')) AS word
          ) AS spaces
          WHERE space BETWEEN 4 AND cardinality(codes) - 3
        )
        FROM (
          SELECT codes, pairs, array(
            SELECT public.search_four(pairs[i], codes[i + 2], coalesce(codes[i + 3], 0)) FROM generate_series(1, cardinality(codes) - 2) AS i
          ) AS fours
          FROM (
            SELECT codes, array(SELECT public.search_pair(codes[i], codes[i + 1]) FROM generate_series(1, cardinality(codes) - 1) AS i) AS pairs
            FROM (
              SELECT array(SELECT ascii(character) FROM unnest(string_to_array(search, NULL)) AS character) AS codes OFFSET 0
            ) AS characters OFFSET 0
          ) AS runs OFFSET 0
        ) AS grams
      $$`);

    // The windows that an id is in: of 2^12, 2^16, 2^20 and 2^24 ids, each number telling which window of which size.
    this.addSql(`
      CREATE FUNCTION search_windows(id bigint) RETURNS bigint[]
      LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
      RETURN ARRAY[(id >> 12) * 8 + 1, (id >> 16) * 8 + 2, (id >> 20) * 8 + 3, (id >> 24) * 8 + 4]`);

    // Of a term's runs the few that an index scan asks for, evenly spread over it: its joints, where these are fewer than three some runs of four
    // beside them, and where there are none only such; a shorter term as it is. Each further one makes the scan slower and the candidates fewer:
    // five instead of all 26 of a long word took a fifth of the time.
    this.addSql(`
      CREATE FUNCTION search_term_runs(term text, most int) RETURNS text[]
      LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
      AS $$
      DECLARE
        fours constant int := length(term) - 3;
        joints int[] := '{}';
        taken int;
        runs text[] := '{}';
      BEGIN
        IF fours < 1 THEN
          RETURN ARRAY[term];
        END IF;
        IF strpos(term, ' ') > 0 THEN
          joints := array(SELECT i FROM generate_series(1, length(term) - 6) AS i WHERE substr(term, i + 3, 1) = ' ');
        END IF;
        taken := least(cardinality(joints), most);
        FOR i IN 0 .. taken - 1 LOOP
          runs := runs || substr(term, joints[1 + i * (cardinality(joints) - 1) / greatest(taken - 1, 1)], 7);
        END LOOP;
        taken := least(fours, CASE taken WHEN 0 THEN most ELSE least(most, 3) - taken END);
        FOR i IN 0 .. taken - 1 LOOP
          runs := runs || substr(term, 1 + i * (fours - 1) / greatest(taken - 1, 1), 4);
        END LOOP;
        RETURN runs;
      END
      $$`);

    // The number of a run as it stands among the keys of every text that contains it; of a run of three, the first of 64. search_keys() would
    // give it as well, in fifty times the time.
    this.addSql(`
      CREATE FUNCTION search_run_key(run text) RETURNS int
      LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
      AS $$
      DECLARE
        pair constant int := search_pair(ascii(run), ascii(substr(run, 2, 1)));
        four constant int := search_four(pair, ascii(substr(run, 3, 1)), ascii(substr(run, 4, 1))); -- ascii('') is 0
      BEGIN
        RETURN CASE length(run)
          WHEN 1 THEN ascii(run)
          WHEN 2 THEN pair
          WHEN 7 THEN search_pair(four, search_run_key(right(run, 4)))
          ELSE four
        END;
      END
      $$`);

    // What the keys of a text are to be that may contain every term: all of these, and one of those. Only where no term is longer than three
    // characters the first of three is asked for by its 64 numbers, as advancing in so many lists is dear; others are by their pairs, and
    // where four longer runs are asked for, not at all.
    this.addSql(`
      CREATE FUNCTION search_conditions(terms text[], runs_per_term int, OUT all_of int[], OUT one_of int[])
      LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
      AS $$
      DECLARE
        runs constant text[] := array(SELECT DISTINCT run FROM unnest(terms) AS term, unnest(search_term_runs(term, runs_per_term)) AS run);
        longer constant int := (SELECT count(*) FROM unnest(runs) AS run WHERE length(run) > 3);
        three constant text := (SELECT run FROM unnest(runs) AS run WHERE length(run) = 3 AND longer = 0 LIMIT 1);
        first constant int := (SELECT search_run_key(three));
      BEGIN
        all_of := array(
          SELECT search_run_key(run) FROM unnest(runs) AS run WHERE length(run) <> 3
          UNION
          SELECT search_run_key(pair) FROM unnest(runs) AS run, unnest(ARRAY[left(run, 2), right(run, 2)]) AS pair
            WHERE length(run) = 3 AND run IS DISTINCT FROM three AND longer < 4
        );
        one_of := CASE WHEN three IS NULL THEN all_of[:1] ELSE array(SELECT first + i FROM generate_series(0, 63) AS i) END;
      END
      $$`);

    // The window part of a condition and the key part are separate columns, so that a scan jumps from one posting list to the
    // other and reads of both only what lies in the window. Its pending list holds the batch that index_search_queue() is moving
    // and nothing afterwards: merged at once, a batch takes a third of the time that it takes row by row. Its limit stays the default
    // of 4 MB, for a search that comes during a batch reads through it.
    this.addSql(`
      CREATE INDEX search_entries_index ON search_entries USING gin (search_windows(id), search_keys(search))
        WITH (fastupdate = on)`);
  }

  override down(): void {
    this.addSql(`DROP INDEX search_entries_index`);
    this.addSql(
      `DROP FUNCTION search_conditions, search_run_key, search_term_runs, search_windows, search_keys, search_four, search_pair`,
    );
  }
}
