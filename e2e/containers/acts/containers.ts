import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attempt, docker } from '../shell.js';
import { names } from '../leftovers.js';
import { containerOf } from '../stage.js';
import type { World } from '../world.js';

export function describeContainers(world: World) {
  describe('by its containers', () => {
    it.each(['app', 'admin'])('runs %s as nobody in particular, without a capability', async (service) => {
      const status = await docker('exec', await containerOf(service), 'cat', '/proc/1/status');
      const field = (name: string) => new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(status)?.[1];
      expect(['Uid', 'Gid', 'NoNewPrivs'].map(field)).toEqual(['1000', '1000', '1']);
      expect(['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb'].map(field)).toEqual(Array(5).fill('0'.repeat(16)));
    });

    it('runs PostgreSQL as its own user, without a capability', async () => {
      const status = await docker('exec', await containerOf('database'), 'cat', '/proc/1/status');
      const field = (name: string) => new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(status)?.[1];
      expect(['Uid', 'NoNewPrivs', 'CapPrm', 'CapEff'].map(field)).toEqual([
        '999',
        '1',
        '0'.repeat(16),
        '0'.repeat(16),
      ]);
    });

    it.each(['database', 'app', 'admin'])(
      'keeps the root of %s read-only and its memory and processes limited',
      async (service) => {
        const container = await containerOf(service);
        const tries = ['/probe', '/app/probe', '/usr/local/bin/probe', '/etc/probe'].map((path) => `! touch ${path}`);
        const { status: exit, output } = await attempt([
          'docker',
          'exec',
          container,
          'sh',
          '-c',
          `${tries.join(' && ')}`,
        ]);
        expect({ exit, output }).toMatchObject({ exit: 0 });
        const format = '{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.Memory}} {{.HostConfig.PidsLimit}}';
        const [readOnly, memory, pids] = (await docker('inspect', '--format', format, container)).split(' ');
        expect(readOnly).toBe('true');
        expect(Number(memory)).toBeGreaterThan(0);
        expect(Number(pids)).toBeGreaterThan(0);
      },
    );

    it('holds data in the named volumes alone', async () => {
      for (const [service, volumes] of Object.entries({
        database: [names.postgres],
        migrate: [],
        app: [],
        admin: [names.backups],
      })) {
        const format = '{{range .Mounts}}{{if eq .Type "volume"}}{{.Name}} {{end}}{{end}}';
        const mounted = await docker('inspect', '--format', format, await containerOf(service));
        expect({ service, volumes: mounted.split(' ').filter(Boolean) }).toEqual({ service, volumes });
      }
    });

    it('has no secret in an environment, an argument or a log', async () => {
      const folder = join(world.stage.vps, 'secrets');
      const secrets = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8').trim());
      for (const service of ['database', 'migrate', 'app', 'admin']) {
        const container = await containerOf(service);
        const seen = `${await docker('inspect', container)}${(await attempt(['docker', 'logs', container])).output}`;
        expect(secrets.filter((secret) => seen.includes(secret))).toEqual([]);
      }
    });
  });
}
