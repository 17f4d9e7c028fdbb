import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attempt, docker } from './shell.js';
import { holdSlot } from './slot.js';

export type Names = ReturnType<typeof namesOf>;

/** Names of what the run in a slot makes in the engine and in the temporary folder; no real installation has such. */
export function namesOf(slot: number) {
  const tag = `containers-test-${slot}`;
  return {
    tag,
    prod: tag,
    caddy: `${tag}-caddy`,
    dev: `${tag}-dev`,
    debug: `${tag}-debug`,
    postgres: `${tag}-postgres`,
    backups: `${tag}-backups`,
    devPostgres: `${tag}-dev-postgres`,
    devBackups: `${tag}-dev-backups`,
    debugPostgres: `${tag}-debug-postgres`,
    tlsState: `${tag}-tls-state`,
    edgeNet: `${tag}-edge`,
    adminNet: `${tag}-admin`,
    appNet: `${tag}-app`,
    devAppNet: `${tag}-dev-app`,
    devFrontNet: `${tag}-dev-front`,
    debugNet: `${tag}-debug-net`,
    caddyImage: `caddy:${tag}`,
    edgeSubnet: `10.213.${2 * slot}`,
    adminSubnet: `10.213.${2 * slot + 1}`,
    edgeSubnet6: `fd5a:1db0:${(0x1000 + slot).toString(16)}:`,
  };
}

/**
 * Removes all that runs which are over left in the engine, this slot's included; what runs hold their slots have is left alone.
 * @param mine the slot that the caller holds
 */
export async function removeLeftovers(mine: number) {
  const listed = await Promise.all([
    docker('ps', '--all', '--format', '{{.Names}}'),
    docker('network', 'ls', '--format', '{{.Name}}'),
    docker('volume', 'ls', '--quiet'),
    docker('images', '--format', '{{.Repository}}:{{.Tag}}'),
  ]);
  const found = [...listed, ...readdirSync(tmpdir())].join('\n').matchAll(/\bcontainers-test-(\d+)/g);
  for (const slot of new Set([...found].map(([, number]) => Number(number)))) {
    const held = slot === mine ? undefined : await holdSlot(slot);
    if (slot === mine || held) await removeAllOf(slot);
    await held?.release();
  }
}

async function removeAllOf(slot: number) {
  const { tag } = namesOf(slot);
  const isOfSlot = (name: string) => name === tag || name.startsWith(`${tag}-`) || name.endsWith(`:${tag}`);
  const named = async (...list: string[]) => (await docker(...list)).split('\n').filter(isOfSlot);
  const containers = await named('ps', '--all', '--format', '{{.Names}}');
  if (containers.length > 0) await attempt(['docker', 'rm', '--force', '--volumes', ...containers]);
  const networks = await named('network', 'ls', '--format', '{{.Name}}');
  if (networks.length > 0) await attempt(['docker', 'network', 'rm', ...networks]);
  const volumes = await named('volume', 'ls', '--quiet');
  if (volumes.length > 0) await attempt(['docker', 'volume', 'rm', ...volumes]);
  const images = await named('images', '--format', '{{.Repository}}:{{.Tag}}');
  if (images.length > 0) await attempt(['docker', 'image', 'rm', ...images]);
  for (const folder of readdirSync(tmpdir()).filter(isOfSlot)) {
    rmSync(join(tmpdir(), folder), { recursive: true, force: true });
  }
}

/** The same for one slot in a process that is being stopped and has no time to wait: containers, which would start again with the engine. */
export function removeLeftoversAtOnce({ tag }: Names) {
  const { stdout } = spawnSync('docker', ['ps', '--all', '--quiet', '--filter', `name=^/?${tag}(-|$)`], {
    encoding: 'utf8',
  });
  const containers = stdout.split('\n').filter(Boolean);
  if (containers.length > 0) spawnSync('docker', ['rm', '--force', '--volumes', ...containers], { stdio: 'ignore' });
}
