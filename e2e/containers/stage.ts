import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { names, removeLeftovers } from './leftovers.js';
import { attempt, docker, run } from './shell.js';

export interface Stage {
  /** What stands for the repository on the laptop: Makefile, docker/, dist/images/. */
  laptop: string;
  /** What stands for /opt/initialsdb and /opt/caddy on the VPS. */
  vps: string;
  caddy: string;
  prod: string;
  /** On this machine's loopback: where Caddy publishes HTTP, HTTPS and the console. */
  ports: { http: number; https: number; admin: number };
  /** `make TARGET` in the repository, with the VPS being this machine. */
  fromLaptop(target: string, ...more: string[]): Promise<{ status: number | null; output: string }>;
  /** Stands for ssh. */
  ssh: string;
  /** What `crontab -l` says on the VPS. */
  crontab(): Promise<string>;
  remove(): Promise<void>;
}

/**
 * The files of this repository as they are, but for what would meet a real installation on the same engine: names, ports, networks.
 * Health checks come every three seconds and Caddy uses its own CA.
 */
export async function makeStage(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'containers-'));
  const laptop = join(folder, 'laptop');
  const [vps, caddy] = [join(folder, 'initialsdb'), join(folder, 'caddy')];
  const [http, https, admin] = await freePorts(3);
  const ports = { http: http!, https: https!, admin: admin! };
  mkdirSync(join(laptop, 'dist'), { recursive: true });
  mkdirSync(vps);
  cpSync('dist/images', join(laptop, 'dist/images'), { recursive: true });
  cpSync('docker', join(laptop, 'docker'), { recursive: true, filter: (path) => !path.endsWith('.secrets') });
  cpSync('Makefile', join(laptop, 'Makefile'));
  for (const environment of ['prod', 'caddy']) setApart(join(laptop, 'docker', environment), ports);
  const ssh = makeSsh(folder);
  return {
    laptop,
    vps,
    caddy,
    prod: join(vps, 'current/docker/prod'),
    ports,
    // The build of the repository is what is released here, and counts as up to date.
    fromLaptop: (target, ...more) =>
      attempt(['make', '--no-print-directory', '-o', 'dist/.built', target, 'VPS=test', `ROOT=${vps}`, ...more], {
        cwd: laptop,
        env: { SSH: ssh },
      }),
    ssh,
    crontab: async () => readFileSync(join(folder, 'crontab'), 'utf8'),
    remove: async () => {
      await removeLeftovers();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Every replacement must find its text, or the test would touch what is not its own. */
function setApart(folder: string, ports: Stage['ports']) {
  const replacements: [string, string][] = [
    ['initialsdb-prod', names.prod],
    ['initialsdb_postgres_prod', names.postgres],
    ['initialsdb_backups_prod', names.backups],
    [':prod', `:${names.tag}`],
    ['initialsdb_app_net', names.appNet],
    ['initialsdb_admin_net', names.adminNet],
    ['edge_net', names.edgeNet],
    ['name: caddy\n', `name: ${names.caddy}\n`],
    ['caddy-validate', `${names.caddy}-validate`],
    ['caddy_tls_state', names.tlsState],
    ['172.30.80.', `${names.edgeSubnet}.`],
    ['172.30.81.', `${names.adminSubnet}.`],
    ['fd5a:1db0:80:', `fd5a:1db0:${names.edgeSubnet6}:`],
    ["'80:80'", `'127.0.0.1:${ports.http}:80'`],
    ["'443:443'", `'127.0.0.1:${ports.https}:443'`],
    ["'443:443/udp'", `'127.0.0.1:${ports.https}:443/udp'`],
    ["'127.0.0.1:8443:8443'", `'127.0.0.1:${ports.admin}:8443'`],
    ['interval: 10s', 'interval: 3s'],
    ['# local_certs', 'local_certs'],
  ];
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const { parentPath, name } of files) {
    const path = join(parentPath, name);
    const text = replacements.reduce((old, [from, to]) => old.replaceAll(from, to), readFileSync(path, 'utf8'));
    writeFileSync(path, text);
  }
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

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, () => {
      const server = createServer();
      return new Promise<typeof server>((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** The container of a service. */
export async function containerOf(service: string, project = names.prod): Promise<string> {
  const labels = [`com.docker.compose.project=${project}`, `com.docker.compose.service=${service}`];
  return docker('ps', '--all', '--quiet', '--no-trunc', ...labels.flatMap((label) => ['--filter', `label=${label}`]));
}

export const make = (folder: string, target: string, input?: string) =>
  run(['make', '--no-print-directory', '-C', folder, target], input === undefined ? {} : { input });
