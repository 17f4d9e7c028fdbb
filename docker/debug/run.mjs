// Runs on the laptop, started by `make up` from the repository's root with the settings of .env: builds and rebuilds both APIs, runs them under
// the inspector, and serves both web apps with hot reload, which pass API requests on to them. Ctrl-C stops all.
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';

const secret = (name) => [`${name.toUpperCase()}_FILE`, `docker/debug/.secrets/${name}`];
const secrets = (...names) => Object.fromEntries(names.map(secret));
const passwords = secrets('db_owner_password', 'db_public_password', 'db_admin_password', 'db_backup_password');
const settings = { ...process.env, SOURCE_MAPS: 'true' };

/** Runs one step to its end, and ends with it where it failed. */
function step(command, env) {
  const [program, ...args] = command;
  const { status } = spawnSync(program, args, { stdio: 'inherit', env: { ...settings, ...env } });
  if (status !== 0) process.exit(status ?? 1);
}

const running = [];

/** Runs until Ctrl-C, each line of its output under its name. */
function run(name, command, env) {
  const [program, ...args] = command;
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...settings, ...env } });
  for (const output of [child.stdout, child.stderr]) {
    createInterface({ input: output }).on('line', (line) => process.stdout.write(`${name.padEnd(11)} ${line}\n`));
  }
  child.on('exit', (code) => process.stdout.write(`${name.padEnd(11)} ended (${code})\n`));
  running.push(child);
}

const api = (name, inspector) => [
  'node',
  '--watch',
  '--watch-preserve-output',
  `--inspect=127.0.0.1:${inspector}`,
  '--enable-source-maps',
  `dist/apps/${name}/main.js`,
];

step(['node', 'tools/build.mjs']);
step(['node', 'dist/tools/migrate.js'], passwords);

for (const name of ['public-api', 'admin-api']) run(`build`, ['nest', 'build', name, '--watch']);
run('board-api', api('public-api', 9229), secrets('db_public_password', 'poster_hash_key'));
run('admin-api', api('admin-api', 9230), secrets('db_admin_password', 'db_backup_password', 'first_admin_password'));
run('board-web', ['vite', 'apps/board-web', '--port', '5173', '--strictPort']);
run('admin-web', ['vite', 'apps/admin-web', '--port', '5174', '--strictPort']);

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    for (const child of running) child.kill('SIGTERM');
  });
}
