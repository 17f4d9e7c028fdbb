import { z } from 'zod';
import { adminShape } from './admin.js';
import { backupsOf } from './backups.js';
import { difficultyOrder, neededWithHost, portsApart } from './checks.js';
import { publicShape } from './public.js';
import { backupsShape, databaseShape, dataShape } from './shared.js';
import { base64Key, password } from './values.js';

/** Secrets of the database; the embedded one makes those that aren't given and keeps them in DATA_DIR. */
const databaseSecretsShape = {
  DB_OWNER_PASSWORD: password().optional(),
  DB_PUBLIC_PASSWORD: password().optional(),
  DB_ADMIN_PASSWORD: password().optional(),
  DB_BACKUP_PASSWORD: password().optional(),
};

const toolsShape = {
  ...dataShape,
  ...databaseShape,
  /** Not set: the embedded server in DATA_DIR. */
  DB_HOST: databaseShape.DB_HOST.optional(),
  ...databaseSecretsShape,
};

type ToolsValues = z.infer<z.ZodObject<typeof toolsShape>>;

function databaseOf(values: ToolsValues) {
  return {
    dataDir: values.DATA_DIR,
    /** Where DB_HOST points; undefined for the embedded server. */
    server: values.DB_HOST === undefined ? undefined : { host: values.DB_HOST, port: values.DB_PORT },
    databaseName: values.DB_NAME,
    /** Those that were given. */
    passwords: {
      owner: values.DB_OWNER_PASSWORD,
      public: values.DB_PUBLIC_PASSWORD,
      admin: values.DB_ADMIN_PASSWORD,
      backup: values.DB_BACKUP_PASSWORD,
    },
  };
}

/** The settings of a command that works on the database as its owner: migrate, seed. */
export const toolsConfig = z
  .object(toolsShape)
  .superRefine(...neededWithHost('DB_OWNER_PASSWORD'))
  .transform(databaseOf);

export type ToolsConfig = z.infer<typeof toolsConfig>;

/** The settings of the commands about backups. Beside a server of DB_HOST they need what the console needs, not the owner. */
export const backupToolsConfig = z
  .object({ ...toolsShape, ...backupsShape })
  .superRefine(...neededWithHost('DB_ADMIN_PASSWORD', 'DB_BACKUP_PASSWORD'))
  .transform((values) => ({ ...databaseOf(values), backups: backupsOf(values) }));

export type BackupToolsConfig = z.infer<typeof backupToolsConfig>;

/** The settings of a command that looks at the files alone. */
export const backupsConfig = z.object(backupsShape).transform(backupsOf);

/** The settings of `make restore`: as those of any command that works as the owner, and which pg_restore it uses. */
export const restoreConfig = z
  .object({ ...toolsShape, ...backupsShape })
  .superRefine(...neededWithHost('DB_OWNER_PASSWORD'))
  .transform((values) => ({ ...databaseOf(values), backups: backupsOf(values) }));

export type RestoreConfig = z.infer<typeof restoreConfig>;

/** The settings of `make start`: those of both deployables, which it starts, and the database's. */
export const startConfig = z
  .object({
    ...publicShape,
    ...adminShape,
    ...toolsShape,
    POSTER_HASH_KEY: base64Key(32).optional(),
  })
  .superRefine(...portsApart('BOARD_PORT', 'ADMIN_PORT', 'BOARD_MANAGEMENT_PORT', 'ADMIN_MANAGEMENT_PORT'))
  .superRefine(...difficultyOrder)
  .superRefine(
    ...neededWithHost(
      'DB_OWNER_PASSWORD',
      'DB_PUBLIC_PASSWORD',
      'DB_ADMIN_PASSWORD',
      'DB_BACKUP_PASSWORD',
      'POSTER_HASH_KEY',
    ),
  )
  .transform((values) => ({
    ...databaseOf(values),
    bindAddress: values.BIND_ADDRESS,
    board: { port: values.BOARD_PORT, managementPort: values.BOARD_MANAGEMENT_PORT },
    admin: { port: values.ADMIN_PORT, managementPort: values.ADMIN_MANAGEMENT_PORT },
    posterHashKey: values.POSTER_HASH_KEY,
    firstAdminPassword: values.FIRST_ADMIN_PASSWORD,
  }));

export type StartConfig = z.infer<typeof startConfig>;
