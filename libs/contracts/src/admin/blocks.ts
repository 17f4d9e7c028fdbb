import { z } from 'zod';
import { adminIdSchema, adminPageQuery, nextCursorSchema, noteSchema } from './common.js';

/** `client`: one IPv4 address or one IPv6 /64. `network`: its /24 or /48. */
export const blockScopes = ['client', 'network'] as const;
export const blockScopeSchema = z.enum(blockScopes);

const posterSchema = z.string().min(1).max(100);

export const blockSchema = z.object({
  id: adminIdSchema,
  /** Null once it was erased: POSTER_HASH_DAYS after the block's end. */
  poster: z.string().nullable(),
  scope: blockScopeSchema,
  /** Null: until it is taken off. */
  expiresAt: z.iso.datetime().nullable(),
  reason: z.string(),
  hits: z.int().nonnegative(),
  lastHitAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
});

export const createBlockSchema = z.strictObject({
  poster: posterSchema,
  scope: blockScopeSchema,
  expiresAt: z.iso.datetime({ offset: true }).nullish(),
  reason: noteSchema.default(''),
});

export const blocksQuerySchema = z.strictObject({ ...adminPageQuery, poster: posterSchema.optional() });
export const blocksPageSchema = z.object({ blocks: z.array(blockSchema), nextCursor: nextCursorSchema });
export const blockAnswerSchema = z.object({ block: blockSchema });

/** `GET /api/blocks/preview?poster=&scope=`: what the block would have stopped. */
export const blockPreviewQuerySchema = z.strictObject({ poster: posterSchema, scope: blockScopeSchema });
export const blockPreviewSchema = z.object({
  /** Listings (visible and hidden) posted by the scope in the last `days` days. */
  posts: z.int().nonnegative(),
  days: z.int().positive(),
});

export type Block = z.infer<typeof blockSchema>;
export type BlockScope = z.infer<typeof blockScopeSchema>;
export type CreateBlock = z.output<typeof createBlockSchema>;
export type BlocksQuery = z.output<typeof blocksQuerySchema>;
export type BlockPreviewQuery = z.output<typeof blockPreviewQuerySchema>;
export type BlocksPage = z.infer<typeof blocksPageSchema>;
export type BlockPreview = z.infer<typeof blockPreviewSchema>;
