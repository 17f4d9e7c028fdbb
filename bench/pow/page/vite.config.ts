import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const libs = fileURLToPath(new URL('../../../libs/', import.meta.url));

/** The bench's page, built as the board is: aliases of the libs, workers as chunks of their own. */
export default defineConfig({
  resolve: {
    alias: [
      { find: /^@initialsdb\/([^/]+)$/, replacement: `${libs}$1/src/index.ts` },
      { find: /^@initialsdb\/([^/]+)\/(.+)$/, replacement: `${libs}$1/src/$2.ts` },
    ],
  },
  build: { outDir: '../../../dist/bench-page', emptyOutDir: true, target: 'es2022' },
  worker: { format: 'es' },
});
