// Arranges what `make build` built as the folders that the container images copy, dist/images/<image>/, and checks each.
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkRelease, megabytes } from './release-check.mjs';

const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));

/** By image: which folders of dist/ it holds, and which commands of dist/tools. */
const images = {
  [`${name}-app`]: { folders: ['apps/public-api', 'apps/board-web'] },
  [`${name}-admin`]: {
    folders: ['apps/admin-api', 'apps/admin-web', 'tools'],
    // The launcher of the embedded database has nothing to launch there.
    without: ['tools/start.js'],
    // Mount points, so that a new volume takes the owner that the image gives them.
    empty: ['data/backups'],
  },
};

function assemble(image, { folders, without = [], empty = [] }) {
  const target = join('dist/images', image);
  const app = join(target, 'app');
  mkdirSync(app, { recursive: true });
  cpSync(join('docker/images', image, 'Dockerfile'), join(target, 'Dockerfile'));
  cpSync('docker/images/healthcheck.js', join(app, 'healthcheck.js'));
  writeFileSync(
    join(app, 'package.json'),
    `${JSON.stringify({ name: image, version, type: 'module', private: true })}\n`,
  );
  for (const folder of folders) {
    cpSync(join('dist', folder), join(app, folder), { recursive: true });
  }
  for (const file of without) rmSync(join(app, file), { force: true });
  for (const folder of empty) mkdirSync(join(target, folder), { recursive: true });
  makeReadable(target);
  return target;
}

/** Whatever umask the files were built under, the containers' user must be able to read them. */
function makeReadable(folder) {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
  }
}

rmSync('dist/images', { recursive: true, force: true });
let failed = false;
for (const [image, content] of Object.entries(images)) {
  const folder = assemble(image, content);
  const { bytes, faults } = checkRelease(folder);
  for (const fault of faults) process.stderr.write(`${folder} can't be released: ${fault}\n`);
  process.stdout.write(`release    ${folder}: ${megabytes(bytes)}\n`);
  failed ||= faults.length > 0;
}
process.exit(failed ? 1 : 0);
