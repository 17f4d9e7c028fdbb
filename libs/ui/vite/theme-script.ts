import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';

const source = resolve(import.meta.dirname, '../src/theme/before-paint.js');
const developmentUrl = '/before-paint.js';

/** Puts before-paint.js into the head as a blocking script: hashed in a build, so that a repeated visit waits for no request. */
export function themeScript(): Plugin {
  let reference: string | undefined;
  return {
    name: 'initialsdb:theme-script',
    buildStart() {
      if (this.meta.watchMode) return;
      reference = this.emitFile({ type: 'asset', name: 'before-paint.js', source: readFileSync(source) });
    },
    configureServer(server) {
      server.middlewares.use(developmentUrl, (_request, response) => {
        response.setHeader('Content-Type', 'text/javascript').end(readFileSync(source));
      });
    },
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const asset = Object.values(bundle ?? {}).find(
          (file) => file.type === 'asset' && file.names.includes('before-paint.js'),
        );
        const src = asset ? `/${asset.fileName}` : developmentUrl;
        if (bundle && !reference) throw new Error('before-paint.js was not emitted.');
        return [{ tag: 'script', attrs: { src }, injectTo: 'head-prepend' }];
      },
    },
  };
}
