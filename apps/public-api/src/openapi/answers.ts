import { type ProblemCode, problemMediaType, problemSchema, problemStatus } from '@initialsdb/contracts';
import type { z } from 'zod';
import type { ZodOpenApiResponseObject, ZodOpenApiResponsesObject } from 'zod-openapi';

export function json(description: string, schema: z.core.$ZodType): ZodOpenApiResponseObject {
  return { description, content: { 'application/json': { schema } } };
}

/** What a route that reads within a budget may answer with. */
export const readProblems = ['INVALID_INPUT', 'RATE_LIMITED'] as const;

/** What a write that takes a proof of work may answer with. */
export const writeProblems = [
  ...readProblems,
  'POW_REQUIRED',
  'POW_INVALID',
  'POW_EXPIRED',
  'POW_REPLAYED',
  'FORBIDDEN',
  'BODY_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
] as const;

/** The problems that a route may answer with, by status; every route may also answer 503. */
export function problems(...codes: ProblemCode[]): ZodOpenApiResponsesObject {
  const byStatus = Map.groupBy([...codes, 'UNAVAILABLE' as const], (code) => problemStatus[code]);
  return Object.fromEntries(
    Array.from(byStatus, ([status, sameStatus]) => [
      String(status),
      { description: [...new Set(sameStatus)].join(', '), content: { [problemMediaType]: { schema: problemSchema } } },
    ]),
  );
}
