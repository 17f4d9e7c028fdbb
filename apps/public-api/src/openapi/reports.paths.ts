import { createReportSchema, listingIdSchema, powSolutionHeader, reportedSchema } from '@initialsdb/contracts';
import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { json, problems, writeProblems } from './answers.js';

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
        ...problems(...writeProblems, 'NOT_FOUND', 'GONE', 'DUPLICATE'),
      },
    },
  },
};
