import { searchTextSchema } from '@initialsdb/contracts';
import { z } from 'zod';

/** What a feed is of: the search as it was typed, because its title shows it. */
export const feedQuerySchema = z.strictObject({
  q: z.prefault(searchTextSchema, '').meta({ description: 'As in the list of listings.' }),
});

export type FeedQuery = z.infer<typeof feedQuerySchema>;
