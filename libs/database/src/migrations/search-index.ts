import { Migration } from '@mikro-orm/migrations';

/**
 * The index that finds substrings: an inverted index over runs of characters, made of plain SQL. pg_trgm would find no trigram in
 * Cyrillic or Han under a C locale, and knows neither punctuation nor spaces.
 */
export class SearchIndexMigration extends Migration {
  override up(): void {
    // The index keys of a folded text: first its characters, then its pairs, then its runs of four, each as a number.
    // Different runs may share a number. Every candidate is compared with the text itself, so that costs time, never truth.
    // Code points and remainders depend on no locale and no PostgreSQL version. lead() makes it linear in the text's length;
    // substr() counts from the start of the text each time, which took four times as long for an average listing.
    this.addSql(`
      CREATE FUNCTION search_keys(search text) RETURNS int[]
      LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
      AS $$
        SELECT array_agg(a::int)
            || array_agg(pair::int) FILTER (WHERE b IS NOT NULL)
            || array_agg((((pair * 1000003 + c) % 2147483629 * 1000003 + d) % 2147483629)::int) FILTER (WHERE d IS NOT NULL)
        FROM (
          SELECT a, b, c, d, (a * 1000003 + b) % 2147483629 AS pair
          FROM (
            SELECT a, lead(a, 1) OVER () AS b, lead(a, 2) OVER () AS c, lead(a, 3) OVER () AS d
            FROM (SELECT ascii(character)::bigint AS a FROM unnest(string_to_array(search, NULL)) AS character) AS characters
          ) AS runs
        ) AS grams
      $$`);

    // The windows that an id is in: of 2^12, 2^16, 2^20 and 2^24 ids, each number telling which window of which size.
    this.addSql(`
      CREATE FUNCTION search_windows(id bigint) RETURNS bigint[]
      LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
      RETURN ARRAY[(id >> 12) * 8 + 1, (id >> 16) * 8 + 2, (id >> 20) * 8 + 3, (id >> 24) * 8 + 4]`);

    // Of a term's keys the few that an index scan asks for: runs of four where it has any, else pairs, else the character.
    // Each further key makes the scan slower and the candidates fewer: five instead of all 26 of a long word took a fifth of the time.
    this.addSql(`
      CREATE FUNCTION search_term_keys(term text, max_keys int) RETURNS int[]
      LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
      AS $$
      DECLARE
        keys constant int[] := search_keys(term);
        characters constant int := length(term);
        skipped constant int := CASE WHEN characters > 3 THEN 2 * characters - 1 WHEN characters > 1 THEN characters ELSE 0 END;
        available constant int := cardinality(keys) - CASE WHEN characters = 3 THEN characters ELSE skipped END;
        taken constant int := least(available, max_keys);
      BEGIN
        RETURN array(SELECT keys[skipped + 1 + i * (available - 1) / greatest(taken - 1, 1)] FROM generate_series(0, taken - 1) AS i);
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
    this.addSql(`DROP FUNCTION search_term_keys, search_windows, search_keys`);
  }
}
