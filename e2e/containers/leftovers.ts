import { attempt, docker } from './shell.js';

/** Names of what one run makes in the engine; no real installation has such, nor another run at the same time. */
function namesOf(pid: number) {
  const tag = `test-${pid}`;
  // Pairs of networks from 172.30.90.0 on, few enough to stay below 172.31.
  const pair = 90 + (pid % 80) * 2;
  return {
    tag,
    prod: `initialsdb-${tag}`,
    caddy: `initialsdb-${tag}-caddy`,
    postgres: `initialsdb_postgres_${tag}`,
    backups: `initialsdb_backups_${tag}`,
    tlsState: `initialsdb_tls_state_${tag}`,
    edgeNet: `initialsdb_edge_net_${tag}`,
    adminNet: `initialsdb_admin_net_${tag}`,
    appNet: `initialsdb_app_net_${tag}`,
    edgeSubnet: `172.30.${pair}`,
    adminSubnet: `172.30.${pair + 1}`,
    edgeSubnet6: pair.toString(16),
  };
}

export const names = namesOf(process.pid);

/** Removes all that this run, and runs whose process is gone, left in the engine. */
export async function removeLeftovers() {
  const listed = await Promise.all([
    docker('ps', '--all', '--format', '{{.Names}}'),
    docker('network', 'ls', '--format', '{{.Name}}'),
    docker('volume', 'ls', '--quiet'),
    docker('images', '--format', '{{.Repository}}:{{.Tag}}'),
  ]);
  const found = listed.join('\n').matchAll(/initialsdb.*\btest-(\d+)/g);
  const pids = new Set([...found].map(([, pid]) => Number(pid)));
  for (const pid of pids) if (pid === process.pid || !isAlive(pid)) await removeAllOf(pid);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function removeAllOf(pid: number) {
  const { tag, prod, caddy, edgeNet, adminNet, appNet, postgres, backups, tlsState } = namesOf(pid);
  for (const project of [prod, caddy]) {
    const ids = await docker('ps', '--all', '--quiet', '--filter', `label=com.docker.compose.project=${project}`);
    if (ids) await docker('rm', '--force', '--volumes', ...ids.split('\n'));
  }
  for (const network of [edgeNet, adminNet, appNet]) await attempt(['docker', 'network', 'rm', network]);
  for (const volume of [postgres, backups, tlsState]) await attempt(['docker', 'volume', 'rm', volume]);
  for (const image of ['app', 'admin']) await attempt(['docker', 'image', 'rm', `initialsdb-${image}:${tag}`]);
}
