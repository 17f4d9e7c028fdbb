import { describe, expect } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attempt, docker } from '../shell.js';
import { step } from '../step.js';
import type { World } from '../world.js';

const none = '0'.repeat(16);

/** What each service may use of a VPS with 4 GB, and where it answers that it is well. */
const services = {
  database: { megabytes: 1792, processes: 200, check: ['pg_isready'], user: '999' },
  app: { megabytes: 512, processes: 100, check: ['/app/healthcheck.js', '9080'], user: '1000' },
  admin: { megabytes: 640, processes: 150, check: ['/app/healthcheck.js', '9081'], user: '1000' },
};

export function describeContainers(world: World) {
  describe('by its containers', () => {
    for (const [service, { megabytes, processes, check, user }] of Object.entries(services)) {
      step(`runs ${service} as nobody in particular, without a capability`, async () => {
        const status = await docker('exec', await world.container(service), 'cat', '/proc/1/status');
        const field = (name: string) => new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(status)?.[1];
        expect(['NoNewPrivs', 'CapInh', 'CapPrm', 'CapEff', 'CapAmb'].map(field)).toEqual([
          '1',
          none,
          none,
          none,
          none,
        ]);
        // PostgreSQL's entrypoint needs some until it has become another user, so its bounding set keeps them.
        if (service !== 'database') expect(field('CapBnd')).toBe(none);
        // With `init: true` number 1 is the init, of the same user.
        expect(field('Uid')).toBe(user);
        expect(await docker('exec', await world.container(service), 'cat', '/proc/self/status')).toMatch(
          /^NoNewPrivs:\s+1$/m,
        );
      });

      step(`keeps the root of ${service} read-only, its memory and processes limited`, async () => {
        const tries = ['/probe', '/app/probe', '/usr/local/bin/probe', '/etc/probe'].map((path) => `! touch ${path}`);
        const probe = ['docker', 'exec', '--user', '0', await world.container(service), 'sh', '-c', tries.join(' && ')];
        const { status: exit, output } = await attempt(probe);
        expect({ exit, output }).toMatchObject({ exit: 0 });
        expect(output.match(/Read-only file system/g) ?? []).toHaveLength(service === 'database' ? 3 : 4);
        expect((await world.inspect(service)).HostConfig).toMatchObject({
          ReadonlyRootfs: true,
          Memory: megabytes * 2 ** 20,
          PidsLimit: processes,
        });
      });

      step(`watches ${service}, and starts it again when it ends`, async () => {
        const { Config, HostConfig } = await world.inspect(service);
        expect(Config.Healthcheck?.Test).toEqual(expect.arrayContaining(check));
        expect(HostConfig.RestartPolicy.Name).toBe('unless-stopped');
      });
    }

    step('holds data in the named volumes alone', async () => {
      const volumes = { database: [world.names.postgres], migrate: [], app: [], admin: [world.names.backups] };
      for (const [service, expected] of Object.entries(volumes)) {
        const { Mounts } = await world.inspect(service);
        const mounted = Mounts.filter(({ Type }) => Type === 'volume').map(({ Name }) => Name);
        expect({ service, mounted }).toEqual({ service, mounted: expected });
        // Secrets and scripts come in from the host, and none of it can be written.
        expect(Mounts.filter(({ Type, RW }) => Type === 'bind' && RW)).toEqual([]);
      }
    });

    step('takes nothing of what its base images declare for themselves', async () => {
      const format = '{{json .Config.Entrypoint}} {{.Config.User}} {{.Config.StopSignal}}';
      for (const image of ['app', 'admin']) {
        const name = `initialsdb-${image}:${world.names.tag}`;
        // An engine names the signal as the Dockerfile does, or by its number.
        expect(await docker('image', 'inspect', '--format', format, name)).toMatch(
          /^\["node","--max-semi-space-size=8"\] 1000:1000 (SIGTERM|15)$/,
        );
      }
    });

    step('has no secret in an environment, an argument or a log', async () => {
      const folder = join(world.stage.vps, 'secrets');
      const secrets = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8').trim());
      for (const service of ['database', 'migrate', 'app', 'admin']) {
        const container = await world.container(service);
        const environment = service === 'migrate' ? '' : await environmentsIn(container);
        const logged = (await attempt(['docker', 'logs', container])).output;
        const seen = `${await docker('inspect', container)}${logged}${environment}`;
        expect({ service, told: secrets.filter((secret) => seen.includes(secret)) }).toEqual({ service, told: [] });
      }
    });
  });
}

/** The environments and arguments of all processes in a container that its user may look at. */
async function environmentsIn(container: string): Promise<string> {
  const read = 'cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline 2>/dev/null; true';
  return (await attempt(['docker', 'exec', container, 'sh', '-c', read])).output;
}
