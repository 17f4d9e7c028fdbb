import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { namesOf, removeLeftovers, type Names } from './leftovers.js';
import { attempt, docker, run } from './shell.js';
import { takeSlot, type Ports } from './slot.js';

export interface Stage {
  names: Names;
  /** On this machine's loopback. */
  ports: Ports;
  /** What stands for the repository on the laptop: Makefile, docker/, dist/images/. */
  laptop: string;
  /** What stands for /opt/initialsdb and /opt/caddy on the VPS. */
  vps: string;
  caddy: string;
  prod: string;
  /** `make TARGET` in the repository, with the VPS being this machine. */
  fromLaptop(target: string, ...more: string[]): Promise<{ status: number | null; output: string }>;
  /** Stands for ssh. */
  ssh: string;
  /** What `crontab -l` says on the VPS. */
  crontab(): Promise<string>;
  remove(): Promise<void>;
}

/**
 * The files of this repository as they are, but for what would meet a real installation, or another run, on the same engine: names, ports, networks.
 * Health checks come every two seconds and Caddy uses its own CA.
 */
export async function makeStage(): Promise<Stage> {
  const slot = await takeSlot();
  await removeLeftovers(slot.number);
  const { ports } = slot;
  const names = namesOf(slot.number);
  const folder = mkdtempSync(join(tmpdir(), `${names.tag}-`));
  const laptop = join(folder, 'laptop');
  const [vps, caddy] = [join(folder, 'initialsdb'), join(folder, 'caddy')];
  mkdirSync(join(laptop, 'dist'), { recursive: true });
  mkdirSync(vps);
  cpSync('dist/images', join(laptop, 'dist/images'), { recursive: true });
  cpSync('docker', join(laptop, 'docker'), { recursive: true, filter: (path) => !path.endsWith('.secrets') });
  cpSync('Makefile', join(laptop, 'Makefile'));
  setApart(join(laptop, 'docker'), replacementsFor(names, ports));
  await docker('tag', 'caddy:2', names.caddyImage);
  const ssh = makeSsh(folder);
  return {
    names,
    ports,
    laptop,
    vps,
    caddy,
    prod: join(vps, 'current/docker/prod'),
    // The build of the repository is what is released here, and counts as up to date.
    fromLaptop: (target, ...more) =>
      attempt(['make', '--no-print-directory', '-o', 'dist/.built', target, 'VPS=test', `ROOT=${vps}`, ...more], {
        cwd: laptop,
        env: { SSH: ssh },
      }),
    ssh,
    crontab: async () => readFileSync(join(folder, 'crontab'), 'utf8'),
    remove: async () => {
      await removeLeftovers(slot.number);
      rmSync(folder, { recursive: true, force: true });
      await slot.release();
    },
  };
}

const replacementsFor = (names: Names, ports: Ports): [string, string][] => [
  ['initialsdb-prod', names.prod],
  ['initialsdb-dev', names.dev],
  ['initialsdb-debug', names.debug],
  ['initialsdb_postgres_prod', names.postgres],
  ['initialsdb_backups_prod', names.backups],
  ['initialsdb_postgres_dev', names.devPostgres],
  ['initialsdb_backups_dev', names.devBackups],
  ['initialsdb_postgres_debug', names.debugPostgres],
  [':prod', `:${names.tag}`],
  [':dev\n', `:${names.tag}\n`],
  ['initialsdb_app_net', names.appNet],
  ['initialsdb_admin_net', names.adminNet],
  ['initialsdb_dev_app_net', names.devAppNet],
  ['initialsdb_dev_front_net', names.devFrontNet],
  ['initialsdb_debug_net', names.debugNet],
  ['edge_net', names.edgeNet],
  ['name: caddy\n', `name: ${names.caddy}\n`],
  ['caddy-validate', `${names.caddy}-validate`],
  ['caddy_tls_state', names.tlsState],
  ['caddy:2', names.caddyImage],
  ['172.30.80.', `${names.edgeSubnet}.`],
  ['172.30.81.', `${names.adminSubnet}.`],
  ['fd5a:1db0:80:', names.edgeSubnet6],
  ["'80:80'", `'127.0.0.1:${ports.http}:80'`],
  ["'443:443'", `'127.0.0.1:${ports.https}:443'`],
  ["'443:443/udp'", `'127.0.0.1:${ports.https}:443/udp'`],
  ["'127.0.0.1:8443:8443'", `'127.0.0.1:${ports.console}:8443'`],
  ["'127.0.0.1:8080:8080'", `'127.0.0.1:${ports.devBoard}:8080'`],
  ["'127.0.0.1:8081:8081'", `'127.0.0.1:${ports.devConsole}:8081'`],
  ["'127.0.0.1:15432:5432'", `'127.0.0.1:${ports.debugDatabase}:5432'`],
  ['interval: 10s', 'interval: 2s'],
  ['# local_certs', 'local_certs'],
];

/** Every replacement must find its text, or the test would touch what is not its own. */
function setApart(folder: string, replacements: [string, string][]) {
  const unused = new Set(replacements.map(([from]) => from));
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    let text = readFileSync(path, 'utf8');
    for (const [from, to] of replacements) {
      if (text.includes(from)) unused.delete(from);
      text = text.replaceAll(from, to);
    }
    writeFileSync(path, text);
  }
  if (unused.size > 0) throw new Error(`Not in docker/, so not set apart: ${[...unused].join(', ')}`);
}

/** Stands for ssh, and for cron on the other side: runs the command here. */
function makeSsh(folder: string): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const ssh = join(bin, 'ssh');
  writeFileSync(ssh, `#!/bin/bash\nshift\nexport PATH=${bin}:$PATH\nexec bash -c "$*"\n`, { mode: 0o755 });
  const table = join(folder, 'crontab');
  const crontab = `#!/bin/bash\nif [ "$1" = -l ]; then cat ${table}; else cat >${table}.new; mv ${table}.new ${table}; fi\n`;
  writeFileSync(join(bin, 'crontab'), crontab, { mode: 0o755 });
  return ssh;
}

/** The container of a service. */
export async function containerOf(service: string, project: string): Promise<string> {
  const labels = [`com.docker.compose.project=${project}`, `com.docker.compose.service=${service}`];
  return docker('ps', '--all', '--quiet', '--no-trunc', ...labels.flatMap((label) => ['--filter', `label=${label}`]));
}

export const make = (folder: string, target: string, input?: string) =>
  run(['make', '--no-print-directory', '-C', folder, target], input === undefined ? {} : { input });
