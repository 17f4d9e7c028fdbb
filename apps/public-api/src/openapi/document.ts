import { createDocument } from 'zod-openapi';
import { challengesPaths } from './challenges.paths.js';
import { feedPaths } from './feed.paths.js';
import { listingsPaths } from './listings.paths.js';
import { reportsPaths } from './reports.paths.js';

/** OpenAPI 3.1 of the public API, from the schemas that its routes check with. */
export function openApiDocument() {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'initialsdb',
      version: '1',
      description:
        'A public bulletin board. Reading is free within a budget; posting takes a proof of work: get a challenge, solve it, send the solution in `Pow-Solution`.',
    },
    servers: [{ url: '/' }],
    components: {
      securitySchemes: {
        deleteToken: { type: 'http', scheme: 'bearer', description: 'The delete token that came with the listing.' },
      },
    },
    paths: { ...challengesPaths, ...listingsPaths, ...reportsPaths, ...feedPaths },
  });
}
