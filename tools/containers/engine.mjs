// Finds the engine that the containers' tests run in: Docker where there is one, else what the script sets up that CONTAINER_LAB names.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * @returns {Record<string, string> | undefined} what the environment must hold for `docker` to reach the engine; undefined where there is none
 */
export function findEngine() {
  if (answers({})) return {};
  const setup = process.env.CONTAINER_LAB;
  if (!setup || !existsSync(setup)) return undefined;
  // Its last line is `export NAME=value …`; on a failure it prints none.
  const { stdout } = spawnSync(setup, ['--arm64'], { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });
  const exported = stdout?.trim().split('\n').at(-1) ?? '';
  const environment = Object.fromEntries(
    [...exported.matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value]),
  );
  return exported && answers(environment) ? environment : undefined;
}

function answers(environment) {
  const options = { env: { ...process.env, ...environment }, stdio: 'ignore', timeout: 20_000 };
  const commands = [
    ['docker', 'version'],
    ['docker', 'compose', 'version'],
  ];
  return commands.every(([program, ...args]) => spawnSync(program, args, options).status === 0);
}
