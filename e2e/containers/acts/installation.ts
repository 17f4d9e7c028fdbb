import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { attempt, docker } from '../shell.js';
import { containerOf, make } from '../stage.js';
import type { World } from '../world.js';

export function describeInstallation(world: World) {
  describe('on a bare VPS', () => {
    it('takes a release over ssh', async () => {
      const { status: exit, output } = await world.stage.fromLaptop('copy');
      expect({ exit, output }).toEqual({ exit: 0, output: expect.stringContaining('is current') });
      expect(readdirSync(world.stage.vps).toSorted()).toEqual(['.lock', 'current', 'releases', 'secrets']);
    });

    it('refuses to start without secrets, saying what to do', async () => {
      const { status: exit, output } = await attempt(['make', '-C', world.stage.prod, 'up']);
      expect({ exit, output }).toEqual({ exit: 2, output: expect.stringContaining('make secrets') });
    });

    it('makes secrets that only their owner may read, and never overwrites one', async () => {
      await world.prod('secrets');
      const folder = join(world.stage.vps, 'secrets');
      const read = () => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
      const first = read();
      expect(first).toHaveLength(7);
      expect(new Set(first).size).toBe(7);
      expect(readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o777)).toEqual(
        Array(7).fill(0o600),
      );
      await world.prod('secrets');
      expect(read()).toEqual(first);
    });

    it('starts database, migration, board and console in this order, all healthy', async () => {
      const { status: exit, output } = await world.stage.fromLaptop('copy-caddy', `CADDY_ROOT=${world.stage.caddy}`);
      expect({ exit, output }).toMatchObject({ exit: 0 });
      await make(world.stage.caddy, 'net');
      await world.prod('up');
      const state = async (service: string) =>
        docker('inspect', '--format', '{{.State.Status}} {{.State.ExitCode}}', await containerOf(service));
      expect(await state('migrate')).toBe('exited 0');
      const startedAt = async (service: string) =>
        Date.parse(
          await docker('inspect', '--format', '{{json .State.StartedAt}}', await containerOf(service)).then(JSON.parse),
        );
      const starts = await Promise.all(['database', 'migrate', 'app'].map(startedAt));
      expect(starts).toEqual(starts.toSorted((a, b) => a - b));
      for (const service of ['database', 'app', 'admin']) {
        const container = await containerOf(service);
        expect(await docker('inspect', '--format', '{{.State.Health.Status}}', container)).toBe('healthy');
      }
    });

    it('serves the board through Caddy, over TLS', async () => {
      await make(world.stage.caddy, 'validate');
      await make(world.stage.caddy, 'up');
      world.isServedBy(await make(world.stage.caddy, 'ca'));
      const page = await world.board.ask('GET', '/');
      expect(page).toMatchObject({ status: 200, text: expect.stringContaining('<title>') });
      expect(page.headers['strict-transport-security']).toContain('max-age');
    });
  });
}
