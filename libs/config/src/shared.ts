import * as value from './values.js';

/** Pieces that more than one deployable's schema is made of; names, defaults and units are those of the contract. */

export const networkShape = {
  BIND_ADDRESS: value.bindAddress().default('127.0.0.1'),
  TRUSTED_PROXIES: value.cidrs().default([]),
};

export const boardPortsShape = {
  BOARD_PORT: value.port().default(8080),
  BOARD_MANAGEMENT_PORT: value.port().default(9080),
};

export const adminPortsShape = {
  ADMIN_PORT: value.port().default(8081),
  ADMIN_MANAGEMENT_PORT: value.port().default(9081),
};

/** Where the database is. `make start` fills these in for the apps when it runs the embedded one. */
export const databaseShape = {
  DB_HOST: value.databaseHost(),
  DB_PORT: value.port().default(5432),
  DB_NAME: value.databaseName().default('initialsdb'),
};

export const timeoutsShape = {
  READ_TIMEOUT_MS: value.integer(1, 600_000, 'milliseconds').default(3000),
  WRITE_TIMEOUT_MS: value.integer(1, 600_000, 'milliseconds').default(5000),
};

export const guardsShape = {
  GUARD_POW: value.boolean().default(true),
  GUARD_RATE_LIMIT: value.boolean().default(true),
  GUARD_BODY_SIZE: value.boolean().default(true),
  POW_DIFFICULTY: value.integer(3, 32).default(21),
  POW_DIFFICULTY_MAX: value.integer(3, 32).optional(),
  POW_TTL_SECONDS: value.integer(1, 86_400, 'seconds').default(100),
  RATE_LIMIT_WINDOW_SECONDS: value.integer(1, 86_400, 'seconds').default(60),
  RATE_LIMIT_WRITES: value.integer(1, 1_000_000).default(10),
  RATE_LIMIT_READS: value.integer(1, 1_000_000).default(120),
  RATE_LIMIT_CHALLENGES: value.integer(1, 1_000_000).default(30),
  BODY_SIZE_MAX_BYTES: value.integer(1, 16_777_216, 'bytes').default(16_384),
  LISTING_BODY_MAX_CHARS: value.integer(1, 100_000, 'code points').default(2000),
};

export const adminAccessShape = {
  ADMIN_REQUIRE_TOTP: value.boolean().default(false),
  /** Loopback, and the private ranges of RFC 1918 and RFC 4193. */
  ADMIN_ALLOWED_CIDRS: value
    .cidrs()
    .default(['127.0.0.0/8', '::1/128', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']),
  FIRST_ADMIN_PASSWORD: value.password(8).optional(),
};

export const dataShape = {
  DATA_DIR: value.path().default('.data'),
};

export const backupsShape = {
  ...dataShape,
  /** Follows DATA_DIR where it isn't set. */
  BACKUP_DIR: value.path().optional(),
  BACKUP_SCHEDULE: value.schedule().default('0 3 * * *'),
  BACKUP_KEEP_DAILY: value.integer(0, 3650).default(7),
  BACKUP_KEEP_WEEKLY: value.integer(0, 520).default(4),
  BACKUP_KEEP_MONTHLY: value.integer(0, 120).default(6),
  BACKUP_MAX_AGE_HOURS: value.integer(1, 8760, 'hours').default(26),
  /** pg_dump itself; without it, the first of PATH and of the usual places that is new enough. */
  PG_DUMP: value.path().optional(),
  /** An age public key (age1…): files are encrypted to it once they are verified. */
  BACKUP_AGE_RECIPIENT: value.ageRecipient().optional(),
  /** Another server for the restores of the verification: a role there that may make databases. */
  BACKUP_VERIFY_URL: value.postgresUrl().optional(),
};
