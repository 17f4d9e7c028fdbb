import { z } from 'zod';
import { invalidInput } from '@initialsdb/server';

/** A cursor is the place after which a page begins: opaque to clients, base64url of JSON. */
export function encodeCursor(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** @throws {ProblemError} INVALID_INPUT for what no page of this list has given out */
export function decodeCursor<T>(schema: z.ZodType<T>, cursor: string): T {
  const result = schema.safeParse(parse(cursor));
  if (!result.success) throw invalidInput('cursor', 'This cursor is not one of this list.');
  return result.data;
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}

const idPlace = z.int().positive();

/** The id below which a list by descending id goes on; undefined at its beginning. */
export function beforeOf(cursor: string | undefined): number | undefined {
  return cursor === undefined ? undefined : decodeCursor(idPlace, cursor);
}

/** Cuts a page out of rows that were read with one more than its limit, by descending id. */
export function pageOf<T extends { id: number }>(rows: T[], limit: number): { rows: T[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, nextCursor: rows.length > limit && last ? encodeCursor(last.id) : null };
}
