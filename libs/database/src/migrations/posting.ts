import { Migration } from '@mikro-orm/migrations';

/** How a listing comes in and goes out by its author's hand: in functions, so that the board needs no right on the table. */
export class PostingMigration extends Migration {
  override up(): void {
    // The texts of the last 10 minutes; older rows go as new ones come, so its size follows the rate of posts, not their number.
    this.addSql(`
      CREATE TABLE recent_posts (
        digest bytea PRIMARY KEY,
        listing_id bigint NOT NULL,
        posted_at timestamptz NOT NULL
      )`);
    this.addSql(`CREATE INDEX recent_posts_listing_id_index ON recent_posts (listing_id)`);

    // Many at once, because what a statement and a commit cost is then paid once; rows come back in the order given. The unique digest
    // decides between simultaneous posts of one text: the second waits for the first to commit or fail. A check before an insert would
    // let them all through. Digests are claimed in their order, so that two batches never wait for each other.
    // listing_id of a duplicate: the earlier listing.
    this.addSql(`
      CREATE FUNCTION post_listings(
          bodies text[], searches text[], posters text[], poster_networks text[], delete_token_hashes bytea[])
        RETURNS TABLE (listing_id bigint, created_at timestamptz, is_duplicate boolean)
        LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        #variable_conflict use_column
        DECLARE
          window_start CONSTANT timestamptz := now() - interval '10 minutes';
          post record;
          tidy boolean := false;
        BEGIN
          FOR post IN
            WITH given AS MATERIALIZED (
              SELECT nextval('listings_id_seq') AS id, sha256(convert_to(search, 'UTF8')) AS digest, place,
                  body, search, poster, poster_network, delete_token_hash
                FROM unnest(bodies, searches, posters, poster_networks, delete_token_hashes)
                  WITH ORDINALITY AS given (body, search, poster, poster_network, delete_token_hash, place)
            ), claimed AS (
              INSERT INTO recent_posts AS recent (digest, listing_id, posted_at)
                SELECT DISTINCT ON (digest) digest, id, now() FROM given ORDER BY digest, id
                ON CONFLICT (digest) DO UPDATE SET listing_id = excluded.listing_id, posted_at = excluded.posted_at
                WHERE recent.posted_at <= window_start
                RETURNING listing_id
            ), posted AS (
              INSERT INTO listings (id, body, search, poster, poster_network, delete_token_hash) OVERRIDING SYSTEM VALUE
                SELECT id, body, search, poster, poster_network, delete_token_hash
                  FROM given WHERE id IN (SELECT listing_id FROM claimed) ORDER BY id
                RETURNING id, created_at
            )
            SELECT given.id, given.digest, posted.created_at FROM given LEFT JOIN posted USING (id) ORDER BY given.place
          LOOP
            listing_id := post.id;
            created_at := post.created_at;
            is_duplicate := post.created_at IS NULL;
            IF is_duplicate THEN
              -- A statement of its own sees what was committed while the claim waited, and the claim keeps it locked, so that it is
              -- there also where its author is deleting it.
              listing_id := (SELECT recent.listing_id FROM recent_posts AS recent WHERE recent.digest = post.digest);
            END IF;
            tidy := tidy OR post.id % 64 = 0;
            RETURN NEXT;
          END LOOP;

          -- Each 64th post tidies up after 128, so that none waits long for it.
          IF tidy THEN
            DELETE FROM recent_posts WHERE digest IN (
              SELECT digest FROM (SELECT * FROM recent_posts ORDER BY listing_id LIMIT 128 FOR UPDATE SKIP LOCKED) oldest
                WHERE posted_at <= window_start);
          END IF;
        END $$`);

    this.addSql(`
      CREATE FUNCTION delete_listing(wanted bigint, token_hash bytea) RETURNS boolean
        LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        BEGIN
          DELETE FROM listings WHERE id = wanted AND delete_token_hash = token_hash;
          IF NOT FOUND THEN
            RETURN false;
          END IF;
          -- The same text may be posted again at once.
          DELETE FROM recent_posts WHERE listing_id = wanted;
          RETURN true;
        END $$`);
  }

  override down(): void {
    this.addSql(`DROP FUNCTION delete_listing`);
    this.addSql(`DROP FUNCTION post_listings`);
    this.addSql(`DROP TABLE recent_posts`);
  }
}
