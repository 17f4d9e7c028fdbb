import { afterAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { breachesOf } from './compose-rules.js';

const environments = ['caddy', 'debug', 'dev', 'prod'];
const withDatabase = ['debug', 'dev', 'prod'];
const read = (...path: string[]) => readFileSync(join('docker', ...path), 'utf8');

/** Git goes by .gitignore alone there, also where this copy is no repository. */
const repository = mkdtempSync(join(tmpdir(), 'ignored-'));
afterAll(() => rmSync(repository, { recursive: true }));

/** What people know in every environment that has a database, and what they know of Caddy. */
const targets = ['up', 'down', 'restart', 'logs', 'ps', 'psql', 'soft-reset', 'hard-reset', 'nuke-db', 'secrets'];
const caddyTargets = ['net', 'net-remove', 'up', 'restart', 'clean', 'validate'];

/** A Makefile's rules by target, without what is said for `make help` and with names of one environment made those of any. */
function rulesOf(environment: string): Map<string, string> {
  const text = read(environment, 'Makefile').replaceAll('$(HERE)', '$(CURDIR)').replaceAll(`-${environment}`, '-ENV');
  const rules = text.replaceAll(`_${environment}`, '_ENV').matchAll(/^([a-z-]+):(.*)\n((?:\t.*\n?)*)/gm);
  return new Map(
    [...rules].map(([, target = '', needs = '', recipe]) => [target, `${needs.split('##')[0]}\n${recipe}`]),
  );
}

/** Lines of a Makefile or script without comments. */
const code = (text: string) => text.replace(/^\s*#.*$/gm, '');

describe.each(environments)('docker/%s', (environment) => {
  const compose = read(environment, 'docker-compose.yml');

  it('keeps the rules for compose files', () => {
    expect(breachesOf(compose)).toEqual([]);
  });

  it('is one self-contained folder', () => {
    expect(readdirSync(join('docker', environment))).toEqual(
      expect.arrayContaining(['.env', '.secrets.example', 'Makefile', 'docker-compose.yml']),
    );
  });

  it('has the targets that people know', () => {
    expect([...rulesOf(environment).keys()]).toEqual(
      expect.arrayContaining(environment === 'caddy' ? caddyTargets : targets),
    );
  });

  it('has no secret and nothing to interpolate in .env', () => {
    const settings = code(read(environment, '.env'));
    expect(settings).not.toMatch(/PASSWORD|SECRET|TOKEN|_KEY\b/);
    expect(settings).not.toContain('$');
  });

  it('deletes data in no target but those that ask for the name of the app', () => {
    const makefile = code(read(environment, 'Makefile'));
    expect(makefile).not.toMatch(/(down|rm)\b.*(\s-\w*v\b|--volumes)/);
    expect(makefile).not.toMatch(/prune/);
    const deleting = makefile.split(/\n(?=\S)/).filter((rule) => /volume rm/.test(rule));
    expect(deleting.map((rule) => rule.split(/ ##/)[0])).toEqual(
      withDatabase.includes(environment) ? ['hard-reset: confirm', 'nuke-db: confirm'] : [],
    );
  });

  it('keeps its secrets out of git and its examples in', () => {
    const { status } = spawnSync('git', ['init', '--quiet', repository]);
    expect(status).toBe(0);
    copyFileSync('.gitignore', join(repository, '.gitignore'));
    const ignored = (path: string) =>
      spawnSync('git', ['check-ignore', '--quiet', '--no-index', join('docker', environment, path)], {
        cwd: repository,
      }).status === 0;
    expect(['.secrets', '.secrets/db_owner_password', '.secrets.app'].map(ignored)).toEqual([true, true, true]);
    expect(['.secrets.example', '.secrets.app.example', '.env'].map(ignored)).toEqual([false, false, false]);
  });
});

describe('the folders together', () => {
  it('make the database in one way', () => {
    for (const file of ['entrypoint.sh', 'create-owner.sh']) {
      expect(new Set(withDatabase.map((environment) => read(environment, 'database', file))).size).toBe(1);
    }
    expect(new Set(withDatabase.map((environment) => read(environment, '.secrets.example'))).size).toBe(1);
  });

  it('do the same by the same name in production and on a laptop', () => {
    const [prod, dev, debug] = ['prod', 'dev', 'debug'].map(rulesOf);
    const differing = (other: typeof prod) =>
      [...(other ?? [])]
        .filter(([target, rule]) => prod?.has(target) && prod.get(target) !== rule)
        .map(([name]) => name);
    // The laptop is told where to look, and has no releases of which one would have to be noted.
    expect(differing(dev)).toEqual(['up', 'soft-reset']);
    // Only the database runs in a container there, as its own user.
    const ofAllServices = ['secrets', 'check-secrets', 'up', 'restart', 'logs', 'soft-reset'];
    expect(differing(debug).filter((target) => !ofAllServices.includes(target))).toEqual([]);
  });

  it('run the same database everywhere, and the same board and console in production and on a laptop', () => {
    const servicesOf = (environment: string) =>
      (parse(read(environment, 'docker-compose.yml')) as { services: Record<string, Record<string, unknown>> })
        .services;
    const ownOf = ['image', 'networks', 'ports', 'volumes'];
    const shared = (environment: string, name: string) => {
      const service = { ...servicesOf(environment)[name] };
      const { TRUSTED_PROXIES: _, ...settings } = service['environment'] as Record<string, string>;
      return {
        ...Object.fromEntries(Object.entries(service).filter(([key]) => !ownOf.includes(key))),
        environment: settings,
      };
    };
    for (const name of ['database', 'migrate', 'app', 'admin'])
      expect(shared('dev', name)).toEqual(shared('prod', name));
    expect(shared('debug', 'database')).toEqual(shared('prod', 'database'));
  });

  it('attach an editor to the ports that the APIs are inspected on', () => {
    const inspected = [...read('debug', 'run.mjs').matchAll(/api\('[a-z-]+', (\d+)\)/g)].map(([, port]) =>
      Number(port),
    );
    const { configurations } = JSON.parse(readFileSync('.vscode/launch.json', 'utf8')) as {
      configurations: { request: string; port: number }[];
    };
    expect(inspected).toHaveLength(2);
    expect(configurations.map(({ request, port }) => [request, port])).toEqual(
      inspected.map((port) => ['attach', port]),
    );
  });

  it('override what the console’s image inherits from PostgreSQL’s', () => {
    const dockerfile = code(read('images', 'initialsdb-admin', 'Dockerfile'));
    expect(dockerfile).toMatch(/^ENTRYPOINT \["node", "--max-semi-space-size=8"\]$/m);
    expect(dockerfile).toMatch(/^STOPSIGNAL SIGTERM$/m);
    expect(dockerfile).toMatch(/^USER 1000:1000$/m);
  });

  it('trust the addresses that Caddy has, and no other', () => {
    const caddy = read('caddy', 'docker-compose.yml');
    const addresses = [...caddy.matchAll(/ipv[46]_address: (\S+)/g)].map(([, address]) => address);
    const trusted = [...read('prod', 'docker-compose.yml').matchAll(/TRUSTED_PROXIES: (.+)/g)].flatMap(([, list]) =>
      list?.split(', '),
    );
    expect(trusted).toEqual(addresses);
    expect(addresses).toHaveLength(3);
  });

  it('give no container the addresses that are Caddy’s', () => {
    const created = read('caddy', 'Makefile').match(/--(subnet|ip-range) \S+/g) ?? [];
    const [subnets, ranges] = ['--subnet', '--ip-range'].map((flag) => created.filter((part) => part.startsWith(flag)));
    expect(subnets).toHaveLength(3);
    expect(ranges).toHaveLength(3);
  });

  it('build images that only copy files', () => {
    for (const image of ['initialsdb-app', 'initialsdb-admin']) {
      const instructions = code(read('images', image, 'Dockerfile')).match(/^[A-Z]+/gm) ?? [];
      expect(instructions).not.toContain('RUN');
      expect(instructions).not.toContain('ADD');
      expect(instructions).toEqual(expect.arrayContaining(['FROM', 'COPY', 'USER', 'ENTRYPOINT', 'STOPSIGNAL']));
    }
  });

  it('hold scripts that bash can read', () => {
    const scripts = readdirSync('docker', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.sh'));
    expect(scripts.length).toBeGreaterThan(5);
    for (const script of scripts) expect(spawnSync('bash', ['-n', join('docker', script)]).status).toBe(0);
  });
});

describe('the rules', () => {
  const good = read('prod', 'docker-compose.yml');

  it.each([
    ['an interpolated value', good.replace('172.30.81.2', '${CADDY}'), 'interpolates'],
    ['an anchor', good.replace('networks: [app_net]', 'networks: &own [app_net]'), 'has the anchor own'],
    [
      'settings of another folder',
      good.replace('env_file: [.env]', 'env_file: [../.env]'),
      'reaches out of its folder',
    ],
    ['a published port', good.replace('init: true', "init: true\n    ports: ['8080:8080']"), 'publishes 8080:8080'],
    ['a secret in the environment', good.replace('DB_ADMIN_PASSWORD_FILE', 'DB_ADMIN_PASSWORD'), 'has the secret'],
    [
      'a database on a second network',
      good.replace('app_net:\n', 'edge_net:\n      app_net:\n'),
      'more than one network',
    ],
    ['an open app_net', good.replace('internal: true', 'internal: false'), 'app_net is not internal'],
    ['a writable root', good.replace('read_only: true', 'read_only: false'), 'has a writable root'],
    ['a kept capability', good.replace('cap_drop: [ALL]', 'cap_drop: [NET_RAW]'), 'keeps capabilities'],
    ['a forgotten /tmp', good.replace('/tmp:size=16m', '/var/tmp:size=16m'), 'no tmpfs of its own on /tmp'],
  ])('refuse %s', (_what, text, breach) => {
    expect(text).not.toBe(good);
    expect(breachesOf(text).join('\n')).toContain(breach);
  });
});
