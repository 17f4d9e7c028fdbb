import * as z from 'zod/mini';

/** Header of a write that carries its proof: `TOKEN.NONCES`. */
export const powSolutionHeader = 'Pow-Solution';

export const challengeSchema = z
  .object({
    token: z.string().check(z.meta({ description: 'base64url of 44 opaque bytes.' })),
    puzzles: z.int().check(z.positive()),
    bits: z.int().check(z.nonnegative(), z.meta({ description: 'Leading zero bits that each hash must have.' })),
    expiresInMs: z.int().check(z.positive(), z.meta({ description: 'Measured from the arrival of this answer.' })),
  })
  .check(z.meta({ id: 'Challenge' }));

export type Challenge = z.infer<typeof challengeSchema>;
