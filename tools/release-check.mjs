// Refuses what must not be in a release: native code (one build serves x86 and arm64), links, and more than 15 MB.
// As a command: node tools/release-check.mjs FOLDER…
import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

const maxBytes = 15_000_000;

/** First bytes of programs and libraries that run on one kind of machine only: ELF, Mach-O (four kinds) and Windows. */
const nativeMagic = ['7f454c46', 'feedface', 'feedfacf', 'cefaedfe', 'cffaedfe', 'cafebabe', '4d5a'];

/**
 * Every fault of a release folder, one line each; none when it may be shipped.
 * @param {string} folder
 * @returns {{bytes: number, faults: string[]}} bytes: of all files
 */
export function checkRelease(folder) {
  const faults = [];
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path);
    if (!entry.isFile()) {
      faults.push(`${name} is no plain file`);
      continue;
    }
    bytes += statSync(path).size;
    if (name.endsWith('.node')) faults.push(`${name} is a native Node module`);
    else if (isNative(path)) faults.push(`${name} is native code`);
  }
  if (bytes > maxBytes) faults.push(`it holds ${megabytes(bytes)}, more than ${megabytes(maxBytes)}`);
  return { bytes, faults };
}

/** @param {number} bytes */
export const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

function isNative(path) {
  const head = Buffer.alloc(4);
  const file = openSync(path, 'r');
  try {
    const length = readSync(file, head, 0, 4, 0);
    const hex = head.subarray(0, length).toString('hex');
    return nativeMagic.some((magic) => hex.startsWith(magic));
  } finally {
    closeSync(file);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const folders = process.argv.slice(2);
  const faults = folders.flatMap((folder) => checkRelease(folder).faults.map((fault) => `${folder}: ${fault}`));
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  if (folders.length === 0) process.stderr.write('usage: node tools/release-check.mjs FOLDER…\n');
  process.exit(folders.length === 0 || faults.length > 0 ? 1 : 0);
}
