import { Migration } from '@mikro-orm/migrations';

/** Who may use the console, and their sessions. Tokens and passwords are here as hashes only. */
export class UsersMigration extends Migration {
  override up(): void {
    // totp_last_step: the number of the 30-second step of the last accepted code; a code of that step or an earlier one is used up.
    // totp_pending_secret: one that somebody is enrolling; it counts when a code of it was given.
    this.addSql(`
      CREATE TABLE users (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        username text NOT NULL CONSTRAINT users_username_unique UNIQUE,
        role text NOT NULL CONSTRAINT users_role_check CHECK (role IN ('moderator', 'operator', 'admin')),
        password_hash text NOT NULL,
        is_disabled boolean NOT NULL DEFAULT false,
        totp_secret text,
        totp_pending_secret text,
        totp_last_step bigint,
        last_sign_in_at timestamptz(3),
        created_at timestamptz(3) NOT NULL DEFAULT now()
      )`);
    this.addSql(`
      CREATE TABLE sessions (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        token_hash bytea NOT NULL CONSTRAINT sessions_token_hash_unique UNIQUE,
        user_id bigint NOT NULL CONSTRAINT sessions_user_id_foreign REFERENCES users ON DELETE CASCADE,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        last_seen_at timestamptz(3) NOT NULL DEFAULT now(),
        confirmed_at timestamptz(3) NOT NULL DEFAULT now(),
        expires_at timestamptz(3) NOT NULL
      )`);
    this.addSql(`CREATE INDEX sessions_user_id_index ON sessions (user_id)`);
    this.addSql(`
      CREATE TABLE saved_views (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        user_id bigint NOT NULL CONSTRAINT saved_views_user_id_foreign REFERENCES users ON DELETE CASCADE,
        name text NOT NULL,
        query text NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT saved_views_user_id_name_unique UNIQUE (user_id, name)
      )`);
  }

  override down(): void {
    this.addSql(`DROP TABLE saved_views, sessions, users`);
  }
}
