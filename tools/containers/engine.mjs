// Finds the engine that the containers' tests run in: Docker with compose where it answers, else what a setup script gives.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Beside the repository; another one is named by CONTAINER_LAB, and none by an empty CONTAINER_LAB. */
const setupBeside = '../shared/container-lab/setup';

/** On a machine that has nothing yet it fetches packages and makes images. */
const setupTimeoutMs = 20 * 60_000;

/**
 * An engine that is not there, or that does not get as far as answering, is no fault of the project: the reason says which.
 * @returns {{environment: Record<string, string>} | {reason: string}} environment: what `docker` needs to reach the engine
 */
export function findEngine() {
  const fault = faultOf({});
  if (fault === undefined) return { environment: {} };
  const setup = process.env.CONTAINER_LAB ?? setupBeside;
  if (!setup || !existsSync(setup)) return { reason: fault };
  // Emulation can be had on fewer machines than an engine.
  return (
    fromSetup(setup, ['--arm64']) ?? fromSetup(setup, []) ?? { reason: `${setup} failed; what it said stands above` }
  );
}

/** The last line that a setup script prints is `export NAME=value …`; on a failure it prints none. */
function fromSetup(setup, args) {
  const { status, stdout } = spawnSync(setup, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    timeout: setupTimeoutMs,
  });
  const exported = stdout?.trim().split('\n').at(-1) ?? '';
  const environment = Object.fromEntries(
    [...exported.matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value]),
  );
  if (status !== 0 || !exported) return undefined;
  const fault = faultOf(environment);
  return fault === undefined ? { environment } : { reason: fault };
}

/** Why `docker` and its compose can't be used, or undefined. */
function faultOf(environment) {
  const options = { env: { ...process.env, ...environment }, encoding: 'utf8', timeout: 20_000 };
  const commands = [
    ['docker', 'version'],
    ['docker', 'compose', 'version'],
  ];
  for (const [program, ...args] of commands) {
    const { status, stderr, error } = spawnSync(program, args, options);
    if (status === 0) continue;
    if (error?.code === 'ENOENT') return 'there is no docker on this machine';
    return `${program} ${args.join(' ')}: ${stderr?.trim() || error?.message || `exit ${status}`}`;
  }
  return undefined;
}
