import { defineConfig } from 'oxlint';

/** What each folder may import of ours; everything else of `@initialsdb/*` is refused. */
const mayImport: Record<string, string[]> = {
  'libs/contracts': [],
  'libs/proof-of-work': ['contracts'],
  'libs/database': ['contracts', 'contracts/admin'],
  'libs/backups': ['contracts/admin', 'database'],
  'libs/config': ['contracts'],
  'libs/server': ['contracts', 'config'],
  'libs/guards': ['contracts', 'proof-of-work', 'proof-of-work/verifier', 'server'],
  'libs/ui': ['contracts'],
  'libs/web': ['contracts'],
  'apps/board-web': ['contracts', 'proof-of-work', 'proof-of-work/solver', 'ui', 'web'],
  'apps/admin-web': ['contracts', 'contracts/admin', 'ui', 'web'],
  'apps/public-api': ['contracts', 'proof-of-work/verifier', 'database', 'guards', 'server', 'config'],
  'apps/admin-api': ['contracts', 'contracts/admin', 'backups', 'database', 'guards', 'server', 'config'],
};

/** Packages that a folder stays free of. */
const mustNotImport: Record<string, string> = {
  'libs/contracts': '^(@|node:|react|pg$|fastify)',
  'libs/proof-of-work': '^(@nestjs|@mikro-orm|react)',
  'libs/database': '^(@nestjs|react|fastify)',
  'libs/backups': '^(@nestjs|@mikro-orm|react|fastify)',
  'libs/ui': '^(@nestjs|@mikro-orm|pg$|node:|@tanstack/react-query)',
  'libs/web': '^(@nestjs|@mikro-orm|pg$|node:)',
  'apps/board-web': '^(@nestjs|@mikro-orm|pg$|node:)',
  'apps/admin-web': '^(@nestjs|@mikro-orm|pg$|node:)',
};

const acrossFolders = {
  regex: '(^|/)\\.\\./(.*/)?(libs|apps)/',
  message: 'Across libs import @initialsdb/<lib>; an app never imports another.',
};

/** Inside a web app: lib <- features <- app. */
const ofLib = { regex: '^(\\.\\./)+(features|app)/', message: 'lib imports neither features nor app.' };
const ofFeatures = { regex: '^(\\.\\./)+app/', message: 'A feature does not import app.' };

/** @param depth folders between the feature's own and the file: so many steps up and one more lead to the other features */
function betweenFeatures(depth: number) {
  const regex = `(^(\\.\\./){${depth + 1}}[^.]|/features/)`;
  return { regex, message: 'A feature does not import another feature.' };
}

function restricted(...patterns: object[]) {
  return { 'no-restricted-imports': ['error', { patterns: [acrossFolders, ...patterns] }] } as const;
}

function rulesOf(folder: string, ...more: object[]) {
  const group = [
    '@initialsdb/*',
    '@initialsdb/*/*',
    ...(mayImport[folder] ?? []).map((name) => `!@initialsdb/${name}`),
  ];
  const forbidden = mustNotImport[folder];
  return restricted(
    { group, message: 'This folder may not import that library.' },
    ...(forbidden ? [{ regex: forbidden, message: 'This folder stays free of that package.' }] : []),
    ...more,
  );
}

export default defineConfig({
  plugins: ['typescript', 'import', 'react', 'jsx-a11y', 'promise', 'unicorn', 'jest', 'oxc'],
  categories: { correctness: 'error' },
  env: { node: true, es2024: true },
  ignorePatterns: ['dist', 'node_modules', '.data'],
  rules: {
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/await-thenable': 'error',
    'typescript/ban-ts-comment': 'error',
    'typescript/unbound-method': 'off',
    'typescript/require-array-sort-compare': 'off',
    'import/no-cycle': 'error',
    // supertest's expect(), helpers named expect…, and waiting for what must come are assertions too.
    'jest/expect-expect': [
      'error',
      { assertFunctionNames: ['expect', 'expect*', '**.expect', '**.waitFor*', 'within'] },
    ],
    'jest/no-conditional-expect': 'off',
    'jest/valid-title': 'off',
    'no-console': 'error',
    'no-unused-vars': 'error',
  },
  overrides: [
    ...Object.keys(mayImport).map((folder) => ({ files: [`${folder}/**/*.{ts,tsx}`], rules: rulesOf(folder) })),
    ...['apps/board-web', 'apps/admin-web'].flatMap((app) => [
      { files: [`${app}/src/lib/**/*.{ts,tsx}`], rules: rulesOf(app, ofLib) },
      ...[0, 1, 2].map((depth) => ({
        files: [`${app}/src/features/*/${'*/'.repeat(depth)}*.{ts,tsx}`],
        rules: rulesOf(app, ofFeatures, betweenFeatures(depth)),
      })),
    ]),
    // How the web apps are built runs on Node and is no part of them.
    { files: ['libs/ui/vite/**/*.ts', 'apps/*-web/vite.config.ts'], rules: { 'no-restricted-imports': 'off' } },
    // Tests may use the test library and whatever they test against.
    {
      files: [
        '**/*.spec.{ts,tsx}',
        '**/*.e2e-spec.ts',
        '**/*.process-spec.ts',
        'e2e/**/*.ts',
        '{apps,libs}/*/test/**/*.ts',
        'libs/testing/**/*.ts',
      ],
      rules: restricted(),
    },
  ],
});
