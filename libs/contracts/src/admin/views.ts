import { z } from 'zod';
import { adminIdSchema, plainText } from './common.js';

export const viewsMax = 50;

/** A named state of the listings page's URL, of one user. `query` is the search string without its question mark. */
export const savedViewSchema = z.object({
  id: adminIdSchema,
  name: z.string(),
  query: z.string(),
});

export const createViewSchema = z.strictObject({
  name: plainText(60).refine((name) => name !== '', 'must not be empty'),
  query: z
    .string()
    .max(2000)
    .refine((query) => query.isWellFormed(), 'must be well-formed Unicode'),
});

export const updateViewSchema = createViewSchema.partial();

export const viewsAnswerSchema = z.object({ views: z.array(savedViewSchema) });
export const viewAnswerSchema = z.object({ view: savedViewSchema });

export type SavedView = z.infer<typeof savedViewSchema>;
export type CreateView = z.output<typeof createViewSchema>;
export type UpdateView = z.output<typeof updateViewSchema>;
