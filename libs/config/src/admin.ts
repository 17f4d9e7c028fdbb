import { z } from 'zod';
import { backupsOf } from './backups.js';
import { portsApart } from './checks.js';
import { accessOf } from './database.js';
import {
  adminAccessShape,
  adminPortsShape,
  backupsShape,
  databaseShape,
  networkShape,
  timeoutsShape,
} from './shared.js';
import { integer, password } from './values.js';

/** The variables of the admin console's API, apps/admin-api. */
export const adminShape = {
  ...adminPortsShape,
  ...networkShape,
  ...databaseShape,
  DB_ADMIN_PASSWORD: password(),
  DB_BACKUP_PASSWORD: password(),
  ...timeoutsShape,
  ...adminAccessShape,
  ...backupsShape,
  POSTER_HASH_DAYS: integer(1, 3650, 'days').default(30),
};

/** The settings of apps/admin-api. */
export const adminConfig = z
  .object(adminShape)
  .superRefine(...portsApart('ADMIN_PORT', 'ADMIN_MANAGEMENT_PORT'))
  .transform((values) => ({
    port: values.ADMIN_PORT,
    managementPort: values.ADMIN_MANAGEMENT_PORT,
    bindAddress: values.BIND_ADDRESS,
    /** Canonical CIDRs. */
    trustedProxies: values.TRUSTED_PROXIES,
    /** Canonical CIDRs of the clients that may reach the console at all. */
    allowedCidrs: values.ADMIN_ALLOWED_CIDRS,
    requireTotp: values.ADMIN_REQUIRE_TOTP,
    /** Of user `admin`, made only where no user exists. */
    firstAdminPassword: values.FIRST_ADMIN_PASSWORD,
    /** Of role `initialsdb_admin`. */
    database: accessOf(values, values.DB_ADMIN_PASSWORD),
    /** Of role `initialsdb_backup`, which pg_dump signs in as. */
    backupDatabase: accessOf(values, values.DB_BACKUP_PASSWORD),
    readTimeoutMs: values.READ_TIMEOUT_MS,
    writeTimeoutMs: values.WRITE_TIMEOUT_MS,
    dataDir: values.DATA_DIR,
    /** After which pseudonyms of posters and reporters are erased. */
    posterHashDays: values.POSTER_HASH_DAYS,
    backups: backupsOf(values),
  }));

export type AdminConfig = z.infer<typeof adminConfig>;
