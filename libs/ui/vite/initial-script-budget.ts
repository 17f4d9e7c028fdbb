import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Fails a build in which a first visit loads more gzipped JavaScript than `maxKilobytes` (of 1,000 bytes): entries and all that they import statically. */
export function initialScriptBudget(maxKilobytes: number): Plugin {
  return {
    name: 'initialsdb:initial-script-budget',
    apply: 'build',
    generateBundle(_options, bundle) {
      const sizes = new Map<string, number>();
      const add = (fileName: string) => {
        const chunk = bundle[fileName];
        if (chunk?.type !== 'chunk' || sizes.has(fileName)) return;
        sizes.set(fileName, gzipSync(chunk.code).length);
        chunk.imports.forEach(add);
      };
      for (const file of Object.values(bundle)) if (file.type === 'chunk' && file.isEntry) add(file.fileName);
      const total = Array.from(sizes.values()).reduce((sum, size) => sum + size, 0);
      const summary = `initial JavaScript: ${(total / 1000).toFixed(1)} kB gzipped of at most ${maxKilobytes} kB`;
      if (total <= maxKilobytes * 1000) this.info(summary);
      else this.error(`${summary}\n${Array.from(sizes, ([name, size]) => `  ${name}: ${size}`).join('\n')}`);
    },
  };
}
