import { z } from 'zod';

/** Header of a write that carries its proof: `TOKEN.NONCES`. */
export const powSolutionHeader = 'Pow-Solution';

export const challengeSchema = z
  .object({
    token: z.string().meta({ description: 'base64url of 44 opaque bytes.' }),
    puzzles: z.int().positive(),
    bits: z.int().nonnegative().meta({ description: 'Leading zero bits that each hash must have.' }),
    expiresInMs: z.int().positive().meta({ description: 'Measured from the arrival of this answer.' }),
  })
  .meta({ id: 'Challenge' });

export type Challenge = z.infer<typeof challengeSchema>;
