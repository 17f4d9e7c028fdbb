/**
 * Six projects, told apart by a spec's suffix:
 *   *.spec.ts          unit: no database, no network
 *   *.spec.tsx         unit of a web app, in jsdom
 *   *.e2e-spec.ts      HTTP and SQL against a real PostgreSQL
 *   *.process-spec.ts  whole programs and servers that are started, starved and killed; slower, so apart
 *   *.browser-spec.ts  the really started product in a real Chromium
 *   *.containers-spec.ts  production in containers, in a real engine
 */
const swc = (jsx) => [
  '@swc/jest',
  {
    jsc: {
      target: 'es2024',
      parser: { syntax: 'typescript', tsx: jsx, decorators: true },
      transform: {
        legacyDecorator: true,
        decoratorMetadata: true,
        useDefineForClassFields: false,
        react: { runtime: 'automatic' },
      },
    },
    module: { type: 'es6' },
  },
];

const shared = {
  rootDir: import.meta.dirname,
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '^.+\\.ts$': swc(false), '^.+\\.tsx$': swc(true) },
  moduleNameMapper: {
    '^@initialsdb/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^@initialsdb/([^/]+)/(.+)$': '<rootDir>/libs/$1/src/$2.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
};

const testServer = {
  globalSetup: '<rootDir>/libs/testing/src/database/test-server.setup.mjs',
  globalTeardown: '<rootDir>/libs/testing/src/database/test-server.teardown.mjs',
};

const node = { ...shared, testEnvironment: 'node', setupFiles: ['<rootDir>/libs/testing/src/jest-setup.ts'] };

export default {
  // A busy machine may take its time: what a test says about time it checks itself.
  testTimeout: 30_000,
  projects: [
    { ...node, displayName: 'unit', testMatch: ['<rootDir>/{apps,libs,tools,bench}/**/*.spec.ts'] },
    {
      ...shared,
      displayName: 'web',
      testEnvironment: 'jsdom',
      setupFiles: ['<rootDir>/libs/testing/src/jest-setup-web.ts'],
      testMatch: ['<rootDir>/{apps,libs}/**/*.spec.tsx'],
    },
    { ...node, ...testServer, displayName: 'http', testMatch: ['<rootDir>/{apps,libs,tools,bench}/**/*.e2e-spec.ts'] },
    {
      ...node,
      ...testServer,
      displayName: 'process',
      testMatch: ['<rootDir>/{apps,libs,tools,bench}/**/*.process-spec.ts'],
    },
    { ...node, displayName: 'browser', testMatch: ['<rootDir>/e2e/**/*.browser-spec.ts'] },
    { ...node, displayName: 'containers', testMatch: ['<rootDir>/e2e/**/*.containers-spec.ts'] },
  ],
};
