import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const oldName = readName('package.json');

/** A good name, in a copy of this repository too, whatever that is called. */
const newName = `x${hash('sha256', oldName).slice(0, 9)}`;

function readName(file: string) {
  return (JSON.parse(readFileSync(file, 'utf8')) as { name: string }).name;
}

describe('a copy made by make clone-app', () => {
  let folder: string;
  let copy: string;

  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'clone-process-')));
    copy = join(folder, newName);
    const { status, stderr } = spawnSync(process.execPath, ['tools/clone-app.mjs', copy, newName], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
  }, 240_000);
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
    expect([readName(join(copy, 'package.json')), lock.name, lock.packages['']?.name]).toEqual(Array(3).fill(newName));
  });

  it('gives the copy volumes, networks and ports of its own, and the Caddy of the machine', () => {
    const compose = (root: string) => readFileSync(join(root, 'docker/prod/docker-compose.yml'), 'utf8');
    expect(compose(copy)).toContain(`name: ${newName}_postgres_prod`);
    expect(compose(copy)).toContain('name: edge_net, external: true');
    const addresses = (root: string) => [...compose(root).matchAll(/TRUSTED_PROXIES: (.+)/g)].map(([, list]) => list);
    expect(addresses(copy)[0]).toBe(addresses('.')[0]);
    expect(addresses(copy)[1]).not.toBe(addresses('.')[1]);
    const ports = (root: string) => compose(root).match(/healthcheck.js', '(\d+)'/g);
    expect(ports(copy)).not.toEqual(ports('.'));
  });

  it.each([
    ['format', ['prettier', '--check', '--log-level', 'warn', '.']],
    ['types of servers and tools', ['tsc', '-p', 'tsconfig.json']],
    ['types of the web apps', ['tsc', '-p', 'tsconfig.web.json']],
    ['lint', ['oxlint']],
  ])(
    'passes its own check of %s',
    (_what, [program = '', ...args]) => {
      const packages = join(copy, 'node_modules');
      if (!existsSync(packages)) symlinkSync(resolve('node_modules'), packages);
      const run = spawnSync(resolve('node_modules/.bin', program), args, { cwd: copy, encoding: 'utf8' });
      const output = run.status === 0 ? '' : `${run.stdout}${run.stderr}`;
      expect({ status: run.status, output }).toEqual({ status: 0, output: '' });
    },
    240_000,
  );
});
