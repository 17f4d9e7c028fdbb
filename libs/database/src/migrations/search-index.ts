import { Migration } from '@mikro-orm/migrations';

/**
 * The index that finds substrings: an inverted index over runs of characters, made of plain SQL. pg_trgm would find no trigram in
 * Cyrillic or Han under a C locale, and knows neither punctuation nor spaces.
 */
export class SearchIndexMigration extends Migration {
  override up(): void {
    // The index keys of a folded text: first its characters, then its pairs, then its runs of four, then its joints, each as a number. A joint
    // is a space with the three characters on either side: of a phrase of words that are everywhere, each run of four is everywhere, too,
    // but where two of the words meet is in few texts.
    // Different runs may share a number. Every candidate is compared with the text itself, so that costs time, never truth.
    // Code points and remainders depend on no locale and no PostgreSQL version. Each step reads the array of the one before, which takes
    // time linear in the text's length: substr() counts from the start of the text each time and took four times as long.
    this.addSql(`
      CREATE FUNCTION search_keys(search text) RETURNS int[]
      LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
      AS $$
        SELECT codes || pairs || fours || array(
          SELECT ((fours[space - 3]::bigint * 1000003 + fours[space]) % 2147483629)::int
          FROM (
            SELECT sum(length(word) + 1) OVER (ROWS UNBOUNDED PRECEDING) AS space
            FROM unnest(string_to_array(search, ' ')) AS word
          ) AS spaces
          WHERE space BETWEEN 4 AND cardinality(fours)
        )
        FROM (
          SELECT codes, pairs, array(
            SELECT (((pairs[i]::bigint * 1000003 + codes[i + 2]) % 2147483629 * 1000003 + codes[i + 3]) % 2147483629)::int
            FROM generate_series(1, cardinality(codes) - 3) AS i
          ) AS fours
          FROM (
            SELECT codes, array(
              SELECT ((codes[i]::bigint * 1000003 + codes[i + 1]) % 2147483629)::int
              FROM generate_series(1, cardinality(codes) - 1) AS i
            ) AS pairs
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

    // At most so many of the keys, evenly spread from the first to the last.
    this.addSql(`
      CREATE FUNCTION search_spread(keys int[], max_keys int) RETURNS int[]
      LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
      RETURN array(
        SELECT keys[1 + i * (cardinality(keys) - 1) / greatest(least(cardinality(keys), max_keys) - 1, 1)]
        FROM generate_series(0, least(cardinality(keys), max_keys) - 1) AS i
      )`);

    // Of a term's keys the few that an index scan asks for: its joints and, for the rest, runs of four spread evenly over it; where it is too
    // short for any, its pairs or its character.
    // Each further key makes the scan slower and the candidates fewer: five instead of all 26 of a long word took a fifth of the time.
    this.addSql(`
      CREATE FUNCTION search_term_keys(term text, max_keys int) RETURNS int[]
      LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
      AS $$
      DECLARE
        keys constant int[] := search_keys(term);
        characters constant int := length(term);
        joints_from constant int := CASE WHEN characters > 3 THEN 3 * characters - 3 ELSE cardinality(keys) + 1 END;
        runs_from constant int := CASE WHEN characters > 3 THEN 2 * characters WHEN characters > 1 THEN characters + 1 ELSE 1 END;
        joints constant int[] := search_spread(keys[joints_from:], max_keys);
      BEGIN
        RETURN joints || search_spread(keys[runs_from:joints_from - 1], max_keys - cardinality(joints));
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
    this.addSql(`DROP FUNCTION search_term_keys, search_spread, search_windows, search_keys`);
  }
}
