import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { feedQuerySchema } from '../feed/feed-query.js';
import { problems, readProblems } from './answers.js';

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
        ...problems(...readProblems),
      },
    },
  },
};
