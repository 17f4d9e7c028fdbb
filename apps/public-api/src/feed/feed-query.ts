import { parseSearchQuery, TooManyTermsError } from '@initialsdb/contracts';
import { z } from 'zod';
import { searchText } from '../listings/list-query.js';

/** What a feed is of: the search as it was typed, because its title shows it. */
export const feedQuerySchema = z.strictObject({
  q: searchText
    .superRefine((text, context) => {
      try {
        parseSearchQuery(text);
      } catch (error) {
        if (!(error instanceof TooManyTermsError)) throw error;
        context.addIssue({ code: 'custom', message: error.message });
      }
    })
    .prefault('')
    .meta({ description: 'As in the list of listings.' }),
});

export type FeedQuery = z.infer<typeof feedQuerySchema>;
