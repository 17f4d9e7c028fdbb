import * as z from 'zod/mini';

/** Every stable error code of either API, with the HTTP status it travels with. */
export const problemStatus = {
  INVALID_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  POW_REQUIRED: 403,
  POW_INVALID: 403,
  POW_EXPIRED: 403,
  POW_REPLAYED: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  DUPLICATE: 409,
  GONE: 410,
  BODY_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
} as const;

export type ProblemCode = keyof typeof problemStatus;

export const problemCodeSchema = z.enum(Object.keys(problemStatus) as [ProblemCode, ...ProblemCode[]]);

/** One fault of an input: `path` as in `body` or `filter.from`, empty for the input as a whole. */
export const inputErrorSchema = z.object({ path: z.string(), message: z.string() });

/** An `application/problem+json` body (RFC 9457) with this product's extension members. */
export const problemSchema = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: problemCodeSchema,
    errors: z.optional(z.array(inputErrorSchema)),
  })
  .check(z.meta({ id: 'Problem', description: 'An error (RFC 9457).' }));

export type InputError = z.infer<typeof inputErrorSchema>;
export type Problem = z.infer<typeof problemSchema>;

export const problemMediaType = 'application/problem+json';
