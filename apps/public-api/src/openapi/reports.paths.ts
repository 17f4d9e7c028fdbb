import { createReportSchema, listingIdSchema, powSolutionHeader, reportedSchema } from '@initialsdb/contracts';
import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { feedQuerySchema } from '../feed/feed-query.js';
import { json, problems } from './answers.js';

export const reportsPaths: ZodOpenApiPathsObject = {
  '/api/listings/{id}/reports': {
    post: {
      operationId: 'reportListing',
      summary: 'Report a listing to the moderators, once',
      requestParams: {
        path: z.object({ id: listingIdSchema }),
        header: z.object({ [powSolutionHeader]: z.string().meta({ description: 'As for a post.' }) }),
      },
      requestBody: { required: true, content: { 'application/json': { schema: createReportSchema } } },
      responses: {
        201: json('It is noted.', reportedSchema),
        ...problems(
          ...(['INVALID_INPUT', 'POW_REQUIRED', 'POW_INVALID', 'POW_EXPIRED', 'POW_REPLAYED', 'FORBIDDEN'] as const),
          ...(['NOT_FOUND', 'GONE', 'DUPLICATE', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE', 'RATE_LIMITED'] as const),
        ),
      },
    },
  },
};

export const feedPaths: ZodOpenApiPathsObject = {
  '/feed.atom': {
    get: {
      operationId: 'readFeed',
      summary: 'The newest listings, or those that match a search, as an Atom feed',
      requestParams: { query: feedQuerySchema },
      responses: {
        200: {
          description: 'Atom 1.0 (RFC 4287).',
          content: { 'application/atom+xml': { schema: { type: 'string' as const } } },
        },
        304: { description: 'As before (ETag).' },
        ...problems('INVALID_INPUT', 'RATE_LIMITED'),
      },
    },
  },
};
