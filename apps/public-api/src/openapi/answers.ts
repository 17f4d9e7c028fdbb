import { type ProblemCode, problemMediaType, problemSchema, problemStatus } from '@initialsdb/contracts';
import type { z } from 'zod';
import type { ZodOpenApiResponseObject, ZodOpenApiResponsesObject } from 'zod-openapi';

export function json(description: string, schema: z.core.$ZodType): ZodOpenApiResponseObject {
  return { description, content: { 'application/json': { schema } } };
}

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
