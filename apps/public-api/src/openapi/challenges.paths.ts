import { challengeSchema } from '@initialsdb/contracts';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { json, problems, readProblems } from './answers.js';

export const challengesPaths: ZodOpenApiPathsObject = {
  '/pow/challenge': {
    get: {
      operationId: 'issueChallenge',
      summary: 'A challenge that this client can solve and use once',
      responses: { 200: json('The challenge.', challengeSchema), ...problems(...readProblems) },
    },
  },
};
