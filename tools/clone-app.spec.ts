import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const oldName = readName('package.json');

function readName(file: string) {
  return (JSON.parse(readFileSync(file, 'utf8')) as { name: string }).name;
}

function cloneApp(destination: string, name: string) {
  return spawnSync(process.execPath, ['tools/clone-app.mjs', destination, name], { encoding: 'utf8' });
}

describe('make clone-app', () => {
  let folder: string;
  let copy: string;

  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'clone-')));
    copy = join(folder, 'swapshop');
    const { status, stderr } = cloneApp(copy, 'swapshop');
    if (status !== 0) throw new Error(stderr);
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('leaves the old name in no file and no path', () => {
    const entries = readdirSync(copy, { recursive: true, withFileTypes: true });
    const named = entries.filter(
      (entry) =>
        entry.name.toLowerCase().includes(oldName) ||
        (entry.isFile() && readFileSync(join(entry.parentPath, entry.name), 'latin1').toLowerCase().includes(oldName)),
    );
    expect(entries.length).toBeGreaterThan(50);
    expect(named.map(({ name }) => name)).toEqual([]);
  });

  it('leaves history, packages, builds, data and secrets behind', () => {
    const left = ['.git', 'node_modules', 'dist', '.data', '.secrets', 'docker/prod/.secrets'];
    expect(left.filter((path) => existsSync(join(copy, path)))).toEqual([]);
    expect(existsSync(join(copy, 'docker/prod/.secrets.example'))).toBe(true);
  });

  it('renames the package in package.json and its lock file alike', () => {
    const lock = JSON.parse(readFileSync(join(copy, 'package-lock.json'), 'utf8')) as {
      name: string;
      packages: Record<string, { name?: string }>;
    };
    expect([readName(join(copy, 'package.json')), lock.name, lock.packages['']?.name]).toEqual(
      Array(3).fill('swapshop'),
    );
  });

  it('gives the copy volumes, networks and ports of its own, and the Caddy of the machine', () => {
    const compose = (root: string) => readFileSync(join(root, 'docker/prod/docker-compose.yml'), 'utf8');
    expect(compose(copy)).toContain('name: swapshop_postgres_prod');
    expect(compose(copy)).toContain('name: edge_net, external: true');
    const addresses = (root: string) => [...compose(root).matchAll(/TRUSTED_PROXIES: (.+)/g)].map(([, list]) => list);
    expect(addresses(copy)[0]).toBe(addresses('.')[0]);
    expect(addresses(copy)[1]).not.toBe(addresses('.')[1]);
    const ports = (root: string) => compose(root).match(/healthcheck.js', '(\d+)'/g);
    expect(ports(copy)).not.toEqual(ports('.'));
  });

  it('passes its own checks of types and format', () => {
    symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
    const run = (...command: string[]) => {
      const [program = '', ...args] = command;
      return spawnSync(resolve('node_modules/.bin', program), args, { cwd: copy, encoding: 'utf8' });
    };
    expect(run('tsc', '-p', 'tsconfig.json')).toMatchObject({ status: 0, stdout: '' });
    expect(run('prettier', '--check', '--log-level', 'warn', '.')).toMatchObject({ status: 0, stderr: '' });
  }, 120_000);

  it.each([
    ['Swapshop', 'small letters'],
    ['swap-shop', 'small letters'],
    ['1shop', 'small letters'],
    ['postgres', 'means something else'],
    [`my${oldName}`, 'must not hold the old name'],
    ['', 'make clone-app DST='],
  ])('refuses the name %j', (name, reason) => {
    const { status, stderr } = cloneApp(join(folder, 'other'), name);
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(reason) });
    expect(existsSync(join(folder, 'other'))).toBe(false);
  });

  it('refuses a folder with something in it, one inside the repository and one that has no parent', () => {
    mkdirSync(join(folder, 'full'));
    writeFileSync(join(folder, 'full', 'mine.txt'), 'mine');
    expect(cloneApp(join(folder, 'full'), 'swapshop').stderr).toContain('not an empty folder');
    expect(readdirSync(join(folder, 'full'))).toEqual(['mine.txt']);
    expect(cloneApp('docker/swapshop', 'swapshop').stderr).toContain('inside this repository');
    expect(cloneApp('.', 'swapshop').stderr).toContain('inside this repository');
    expect(cloneApp(join(folder, 'no', 'where'), 'swapshop').stderr).toContain('There is no folder');
  });
});
