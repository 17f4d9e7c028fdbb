import { z } from 'zod';
import { difficultyOrder, portsApart } from './checks.js';
import { accessOf } from './database.js';
import { boardPortsShape, databaseShape, guardsShape, networkShape, timeoutsShape } from './shared.js';
import { base64Key, password } from './values.js';

/** The variables of the board's API, apps/public-api; it is given no other role's password. */
export const publicShape = {
  ...boardPortsShape,
  ...networkShape,
  ...databaseShape,
  DB_PUBLIC_PASSWORD: password(),
  ...timeoutsShape,
  ...guardsShape,
  POSTER_HASH_KEY: base64Key(32),
};

/** The settings of apps/public-api. */
export const publicConfig = z
  .object(publicShape)
  .superRefine(...portsApart('BOARD_PORT', 'BOARD_MANAGEMENT_PORT'))
  .superRefine(...difficultyOrder)
  .transform((values) => ({
    port: values.BOARD_PORT,
    managementPort: values.BOARD_MANAGEMENT_PORT,
    bindAddress: values.BIND_ADDRESS,
    /** Canonical CIDRs. */
    trustedProxies: values.TRUSTED_PROXIES,
    /** Of role `initialsdb_public`. */
    database: accessOf(values, values.DB_PUBLIC_PASSWORD),
    readTimeoutMs: values.READ_TIMEOUT_MS,
    writeTimeoutMs: values.WRITE_TIMEOUT_MS,
    /** Which guards are on. */
    guards: { proofOfWork: values.GUARD_POW, rateLimit: values.GUARD_RATE_LIMIT, bodySize: values.GUARD_BODY_SIZE },
    proofOfWork: {
      /** log2 of the expected hashes of one solution. */
      difficulty: values.POW_DIFFICULTY,
      difficultyMax: values.POW_DIFFICULTY_MAX ?? Math.min(values.POW_DIFFICULTY + 4, 32),
      ttlMs: values.POW_TTL_SECONDS * 1000,
    },
    /** Per client and sliding window. */
    rateLimit: {
      windowMs: values.RATE_LIMIT_WINDOW_SECONDS * 1000,
      writes: values.RATE_LIMIT_WRITES,
      reads: values.RATE_LIMIT_READS,
      challenges: values.RATE_LIMIT_CHALLENGES,
    },
    bodyMaxBytes: values.BODY_SIZE_MAX_BYTES,
    /** Unicode code points. */
    listingMaxChars: values.LISTING_BODY_MAX_CHARS,
    /** The key of the poster pseudonyms, 32 bytes. */
    posterHashKey: values.POSTER_HASH_KEY,
  }));

export type PublicConfig = z.infer<typeof publicConfig>;
