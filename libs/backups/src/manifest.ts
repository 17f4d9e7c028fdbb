import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { manifestPathOf, writeWhole } from './files.js';

const newestListingSchema = z.object({ id: z.int(), createdAt: z.string(), bodySha256: z.string() });
const newestAuditEventSchema = z.object({ id: z.int(), hash: z.string() });

export const contentsSchema = z.object({
  /** Of every table, at the dump's own snapshot. */
  rowCounts: z.record(z.string(), z.int().nonnegative()),
  newestListing: newestListingSchema.nullable(),
  /**
   * The end of the audit log's chain. A log that doesn't have this row with this hash any more was rewritten or cut off since, which the
   * chain itself can't show.
   */
  newestAuditEvent: newestAuditEventSchema.nullable(),
});

export const manifestSchema = contentsSchema.extend({
  version: z.literal(1),
  file: z.string(),
  sizeBytes: z.int().nonnegative(),
  sha256: z.string(),
  startedAt: z.string(),
  database: z.string(),
  serverVersion: z.string(),
  pgDumpVersion: z.string(),
  /** The newest migration that the database had. */
  migration: z.string().nullable(),
  verifiedAt: z.string().nullable(),
});

/** What a dump holds. */
export type Contents = z.infer<typeof contentsSchema>;

/** What is known of a file, lying beside it, so that it can be checked and restored where the database's records are gone. */
export type Manifest = z.infer<typeof manifestSchema>;

/** @param path of the backup's file */
export async function writeManifest(path: string, manifest: Manifest): Promise<void> {
  await writeWhole(manifestPathOf(path), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Undefined where there is none that can be read. @param path of the backup's file */
export async function readManifest(path: string): Promise<Manifest | undefined> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(manifestPathOf(path), 'utf8')));
  } catch {
    return undefined;
  }
}
