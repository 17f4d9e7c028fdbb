// Builds every deployable into dist/: the Nest apps and tools through Nest's CLI, the web apps through Vite, side by side.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

const nestProjects = ['public-api', 'admin-api', 'tools'];
const webApps = ['board-web', 'admin-web'];

const jobs = [
  ...nestProjects.map((name) => ({ name, command: ['nest', 'build', name] })),
  ...webApps.map((name) => ({ name, command: ['vite', 'build', '--logLevel', 'warn', `apps/${name}`] })),
];

/** Runs one build; its output is shown only where it failed. */
function run({ name, command: [program, ...args] }) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('close', (code) => {
      if (code !== 0) process.stderr.write(`\n${name} did not build:\n${output}\n`);
      resolve(code === 0);
    });
  });
}

rmSync('dist', { recursive: true, force: true });
const results = await Promise.all(jobs.map(run));
process.exit(results.every(Boolean) ? 0 : 1);
