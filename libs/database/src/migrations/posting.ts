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

    // The unique digest decides between simultaneous posts of one text: the second waits for the first to commit or fail.
    // A check before an insert would let them all through.
    this.addSql(`
      CREATE FUNCTION post_listing(
          new_body text, new_search text, new_poster text, new_poster_network text, new_delete_token_hash bytea,
          OUT listing_id bigint, OUT created_at timestamptz, OUT is_duplicate boolean)
        LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        #variable_conflict use_column
        DECLARE
          window_start CONSTANT timestamptz := now() - interval '10 minutes';
          new_digest CONSTANT bytea := sha256(convert_to(new_search, 'UTF8'));
          new_id CONSTANT bigint := nextval('listings_id_seq');
        BEGIN
          is_duplicate := false;
          LOOP
            INSERT INTO recent_posts AS recent VALUES (new_digest, new_id, now())
              ON CONFLICT (digest) DO UPDATE SET listing_id = excluded.listing_id, posted_at = excluded.posted_at
              WHERE recent.posted_at <= window_start;
            EXIT WHEN FOUND;
            SELECT recent.listing_id INTO listing_id FROM recent_posts recent WHERE recent.digest = new_digest;
            IF FOUND THEN
              is_duplicate := true;
              RETURN;
            END IF;
            -- Its author deleted it between the two statements: try again.
          END LOOP;

          INSERT INTO listings AS posted (id, body, search, poster, poster_network, delete_token_hash)
            OVERRIDING SYSTEM VALUE
            VALUES (new_id, new_body, new_search, new_poster, new_poster_network, new_delete_token_hash)
            RETURNING posted.id, posted.created_at INTO listing_id, created_at;

          -- Each 64th post tidies up after 128, so that none waits long for it.
          IF new_id % 64 = 0 THEN
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
    this.addSql(`DROP FUNCTION post_listing`);
    this.addSql(`DROP TABLE recent_posts`);
  }
}
