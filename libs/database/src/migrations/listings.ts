import { Migration } from '@mikro-orm/migrations';

/** Listings, and what the board may read of them. */
export class ListingsMigration extends Migration {
  override up(): void {
    // search takes fold(body) at an insert and keeps nothing: a trigger moves it to the search's own tables.
    this.addSql(`
      CREATE TABLE listings (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        body text NOT NULL,
        search text COLLATE "C",
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        is_hidden boolean NOT NULL DEFAULT false,
        version integer NOT NULL DEFAULT 1,
        poster text,
        poster_network text,
        delete_token_hash bytea
      )`);
    // However many of the newest are hidden, the newest visible ones are found at once.
    this.addSql(`CREATE INDEX listings_visible_index ON listings (id) WHERE NOT is_hidden`);
    this.addSql(`CREATE INDEX listings_poster_index ON listings (poster, id) WHERE poster IS NOT NULL`);
    this.addSql(
      `CREATE INDEX listings_poster_network_index ON listings (poster_network, id) WHERE poster_network IS NOT NULL`,
    );

    // A hidden listing is known to exist (410), its text is not.
    this.addSql(`
      CREATE FUNCTION find_listing(wanted bigint)
        RETURNS TABLE (id bigint, body text, created_at timestamptz, is_hidden boolean)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
          SELECT id, CASE WHEN NOT is_hidden THEN body END, created_at, is_hidden FROM listings WHERE id = wanted
        $$`);
  }

  override down(): void {
    this.addSql(`DROP FUNCTION find_listing`);
    this.addSql(`DROP TABLE listings`);
  }
}
