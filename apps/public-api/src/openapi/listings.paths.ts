import {
  createdListingSchema,
  createListingSchema,
  listingAnswerSchema,
  listingIdSchema,
  listingsCountSchema,
  listingsPageSchema,
  powSolutionHeader,
} from '@initialsdb/contracts';
import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { listQuerySchema } from '../listings/list-query.js';
import { json, problems, readProblems, writeProblems } from './answers.js';

const path = z.object({ id: listingIdSchema });

export const listingsPaths: ZodOpenApiPathsObject = {
  '/api/listings': {
    post: {
      operationId: 'postListing',
      summary: 'Post a listing',
      requestParams: {
        header: z.object({
          [powSolutionHeader]: z
            .string()
            .meta({ description: 'TOKEN.NONCES: the challenge’s token and what solves its puzzles.' }),
        }),
      },
      requestBody: { required: true, content: { 'application/json': { schema: createListingSchema } } },
      responses: {
        201: {
          ...json('The listing, and the token that deletes it.', createdListingSchema),
          headers: z.object({ Location: z.string() }),
        },
        ...problems(...writeProblems, 'DUPLICATE'),
      },
    },
    get: {
      operationId: 'listListings',
      summary: 'The newest listings, or those that match a search, newest first',
      requestParams: { query: listQuerySchema },
      responses: {
        200: json('A page.', listingsPageSchema),
        304: { description: 'As before (ETag).' },
        ...problems(...readProblems),
      },
    },
  },
  '/api/listings/count': {
    get: {
      operationId: 'countListings',
      summary: 'How many listings there are, exactly; hidden ones do not count',
      responses: {
        200: json('The total.', listingsCountSchema),
        304: { description: 'As before (ETag).' },
        ...problems(...readProblems),
      },
    },
  },
  '/api/listings/{id}': {
    get: {
      operationId: 'findListing',
      summary: 'One listing',
      requestParams: { path },
      responses: { 200: json('The listing.', listingAnswerSchema), ...problems(...readProblems, 'NOT_FOUND', 'GONE') },
    },
    delete: {
      operationId: 'deleteListing',
      summary: 'Delete one’s own listing',
      requestParams: { path },
      security: [{ deleteToken: [] }],
      responses: {
        204: { description: 'Deleted.' },
        ...problems(...readProblems, 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'),
      },
    },
  },
};
