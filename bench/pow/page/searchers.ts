import initCap, { solve_pow } from '@cap.js/wasm/browser/cap_wasm.js';
import capModule from '@cap.js/wasm/browser/cap_wasm_bg.wasm?url';
import { createSHA256 } from 'hash-wasm';
import { PUZZLE_BYTES, writePuzzle } from '@initialsdb/proof-of-work';
import { javaScriptKernel, scalarKernel, simdKernel } from '@initialsdb/proof-of-work/kernels';
import type { Kernel } from '@initialsdb/proof-of-work/kernels';

/** Does some search and tells how many hashes it computed. */
export type Searcher = () => number | Promise<number>;

const NEVER = { puzzle: 0, bits: 32 };

/** Every search that the bench compares, by name, each made ready to run. */
export async function makeSearchers(): Promise<Record<string, Searcher>> {
  return {
    'initialsdb SIMD': ofKernel(simdKernel()),
    'initialsdb scalar WASM': ofKernel(scalarKernel()),
    'initialsdb pure JS': ofKernel(javaScriptKernel()),
    'hash-wasm sha256': await hashWasm(),
    '@cap.js/wasm 0.0.6': await cap(),
    'crypto.subtle loop': subtleLoop(),
  };
}

function ofKernel(kernel: Kernel): Searcher {
  kernel.begin({ token: crypto.getRandomValues(new Uint8Array(44)), ...NEVER }, 0);
  return async () => (await kernel.search(kernel.hashesPerCall)).hashes;
}

/** The search that one would write with a general SHA-256; of one block per hash, as peers' puzzles are, where ours are of two. */
async function hashWasm(): Promise<Searcher> {
  const hasher = await createSHA256();
  const message = crypto.getRandomValues(new Uint8Array(52));
  const words = new DataView(message.buffer);
  let lo = 0;
  return () => {
    for (let i = 0; i < 2000; i++) {
      words.setUint32(48, lo++);
      const digest = hasher.init().update(message).digest('binary');
      if ((digest[0]! | digest[1]! | digest[2]! | digest[3]!) === 0) return i + 1;
    }
    return 2000;
  };
}

/** Cap's own solver on its own kind of challenge; its nonces count from 0, so the nonce tells the hashes. */
async function cap(): Promise<Searcher> {
  await initCap({ module_or_path: capModule });
  return () => Number(solve_pow(crypto.randomUUID(), '0000')) + 1;
}

function subtleLoop(): Searcher {
  const message = new Uint8Array(PUZZLE_BYTES);
  writePuzzle(message, crypto.getRandomValues(new Uint8Array(44)), 0, { hi: 0, lo: 0 });
  const words = new DataView(message.buffer);
  let lo = 0;
  return async () => {
    for (let i = 0; i < 200; i++) {
      words.setUint32(112, lo++);
      const digest = new DataView(await crypto.subtle.digest('SHA-256', message));
      if (digest.getUint32(0) === 0) return i + 1;
    }
    return 200;
  };
}
