import { statfs } from 'node:fs/promises';
import type { Stats } from '@initialsdb/contracts/admin';
import type { Sql } from '@initialsdb/database';

type Disk = NonNullable<Stats['disk']>;

/** Sizes of the database and of its tables with their indexes, largest first. */
export async function readDatabaseSize(sql: Sql): Promise<Pick<Stats['database'], 'version' | 'sizeBytes' | 'tables'>> {
  const [database] = await sql.query<{ version: string; size_bytes: number }>(
    `SELECT current_setting('server_version') AS version, pg_database_size(current_database()) AS size_bytes`,
  );
  const tables = await sql.query<{ name: string; size_bytes: number }>(
    `SELECT relname AS name, pg_total_relation_size(oid) AS size_bytes FROM pg_class
      WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY size_bytes DESC, relname`,
  );
  return {
    version: database?.version ?? '',
    sizeBytes: database?.size_bytes ?? 0,
    tables: tables.map(({ name, size_bytes: sizeBytes }) => ({ name, sizeBytes })),
  };
}

/** The file system that a folder lies on; null where it can't be asked. */
export async function readDisk(folder: string): Promise<Pick<Disk, 'totalBytes' | 'freeBytes'> | null> {
  try {
    const { bsize, blocks, bavail } = await statfs(folder);
    return { totalBytes: bsize * blocks, freeBytes: bsize * bavail };
  } catch {
    return null;
  }
}
