import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import autoprefixer from 'autoprefixer';
import tailwindcss from 'tailwindcss';
import type { Config } from 'tailwindcss';
import { defineConfig, type UserConfig } from 'vite';
import { tailwindPreset } from '../src/theme/tailwind-preset.js';
import { initialScriptBudget } from './initial-script-budget.js';
import { precompress } from './precompress.js';
import { themeScript } from './theme-script.js';

const repository = resolve(import.meta.dirname, '../../..');
const libs = resolve(repository, 'libs');

interface WebApp {
  /** Folder below apps/. */
  name: string;
  /** Where this app's API listens while developing. */
  apiPort: number;
  /** The build fails where a first visit loads more JavaScript than this. */
  initialScriptMaxKilobytes: number;
}

/** Tailwind's classes may stand in the app and in libs/ui. */
function tailwindConfig(name: string): Config {
  return {
    presets: [tailwindPreset],
    content: [`${repository}/apps/${name}/{index.html,src/**/*.{ts,tsx}}`, `${libs}/ui/src/**/*.{ts,tsx}`],
  };
}

/** How both web apps are built: hashed files below /assets/, no inline script or style, no source from any other host. */
export function webApp({ name, apiPort, initialScriptMaxKilobytes }: WebApp): UserConfig {
  const root = resolve(repository, 'apps', name);
  // The API is told the host that the browser named: the console compares it with the request's Origin. (A bare address would replace it.)
  const api = { target: `http://127.0.0.1:${apiPort}`, changeOrigin: false };
  return defineConfig({
    root,
    // Both apps are developed at once, and each server clears what it finds prepared for another.
    cacheDir: resolve(repository, 'node_modules/.vite', name),
    publicDir: existsSync(resolve(root, 'public')) ? 'public' : false,
    resolve: {
      alias: [
        { find: /^@initialsdb\/([^/]+)$/, replacement: `${libs}/$1/src/index.ts` },
        { find: /^@initialsdb\/([^/]+)\/(.+)$/, replacement: `${libs}/$1/src/$2` },
      ],
    },
    plugins: [react(), themeScript(), initialScriptBudget(initialScriptMaxKilobytes), precompress()],
    css: { postcss: { plugins: [tailwindcss(tailwindConfig(name)), autoprefixer()] } },
    worker: { format: 'es' },
    build: {
      outDir: resolve(repository, 'dist/apps', name),
      emptyOutDir: true,
      target: 'es2022',
      // Nothing becomes a data: URL, which the content security policy would refuse.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // Ours only export: what a page doesn't use of a library's index stays out of its chunk.
      rolldownOptions: { treeshake: { moduleSideEffects: [{ test: /\/libs\/[^?]*\.tsx?$/, sideEffects: false }] } },
    },
    server: { proxy: { '/api': api, '/pow': api, '/feed.atom': api } },
  });
}
