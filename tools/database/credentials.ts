import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CommandError } from '../terminal/terminal.js';

const secret = z.string().min(1);

/** What the embedded database's roles and the poster pseudonyms use where nothing was given. */
const credentialsSchema = z.object({
  DB_OWNER_PASSWORD: secret,
  DB_PUBLIC_PASSWORD: secret,
  DB_ADMIN_PASSWORD: secret,
  DB_BACKUP_PASSWORD: secret,
  /** 32 bytes in base64. */
  POSTER_HASH_KEY: secret,
});

export type Credentials = z.infer<typeof credentialsSchema>;

const fileName = 'credentials.json';

/** The kept ones; undefined before the first start. */
export function readCredentials(dataDir: string): Credentials | undefined {
  const path = join(dataDir, fileName);
  try {
    return credentialsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new CommandError(
      `${path} can’t be used (${error instanceof z.ZodError ? 'a password is missing' : String(error)}). ` +
        'Bring it back from a copy; or remove it, and new passwords are made (earlier posters then get new pseudonyms).',
    );
  }
}

/** The kept ones, made the first time: random, readable by this user alone, written complete or not at all. */
export function keepCredentials(dataDir: string): Credentials {
  const kept = readCredentials(dataDir);
  if (kept) return kept;
  const password = () => randomBytes(24).toString('base64url');
  const made: Credentials = {
    DB_OWNER_PASSWORD: password(),
    DB_PUBLIC_PASSWORD: password(),
    DB_ADMIN_PASSWORD: password(),
    DB_BACKUP_PASSWORD: password(),
    POSTER_HASH_KEY: randomBytes(32).toString('base64'),
  };
  const path = join(dataDir, fileName);
  writeFileSync(`${path}.partial`, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.partial`, path);
  return made;
}
