// Adds to package-lock.json the optional packages of other platforms that npm left out. npm writes only those that it could see when
// the lock was made (https://github.com/npm/cli/issues/4828), and `npm ci` then refuses the lock, or a Mac gets no compiler.
// Run it after every change of dependencies: node tools/complete-lock.mjs
import { readFileSync, writeFileSync } from 'node:fs';

const file = 'package-lock.json';
const lock = JSON.parse(readFileSync(file, 'utf8'));

const systems = ['darwin', 'linux', 'win32', 'android', 'freebsd', 'openharmony', 'sunos', 'aix', 'netbsd', 'openbsd'];

/** What a package's name says about where it runs: `@scope/binding-linux-x64-gnu`. */
function platformOf(name) {
  const words = name.split(/[-/]/);
  const os = systems.find((system) => words.includes(system));
  const cpu = ['x64', 'arm64', 'arm', 'ia32', 'ppc64', 's390x', 'riscv64', 'loong64', 'mips64el', 'wasm32'].find(
    (arch) => words.includes(arch),
  );
  const libc = { gnu: 'glibc', musl: 'musl' }[words.at(-1)];
  return os || cpu === 'wasm32'
    ? { ...(cpu && { cpu: [cpu] }), ...(os && { os: [os] }), ...(libc && { libc: [libc] }) }
    : undefined;
}

let added = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const platform = platformOf(name);
    const candidates = [`${path}/node_modules/${name}`, `node_modules/${name}`];
    if (!platform || path === '' || candidates.some((candidate) => lock.packages[candidate])) continue;
    lock.packages[`node_modules/${name}`] = { version, ...(entry.dev && { dev: true }), optional: true, ...platform };
    added += 1;
  }
}

const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
process.stdout.write(`${added} packages of other platforms added to ${file}\n`);
