import { describe, expect } from '@jest/globals';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { attempt } from '../shell.js';
import { make } from '../stage.js';
import { step } from '../step.js';
import type { World } from '../world.js';

export function describeInstallation(world: World) {
  describe('on a bare VPS', () => {
    step('is sent nothing native, and no image of more than 15 MB', async () => {
      const images = ['initialsdb-app', 'initialsdb-admin'].map((name) =>
        join(world.stage.laptop, 'dist/images', name),
      );
      const { status: exit, output } = await attempt([process.execPath, 'tools/release-check.mjs', ...images]);
      expect({ exit, output }).toEqual({ exit: 0, output: '' });
    });

    step('takes a release over ssh', async () => {
      const { status: exit, output } = await world.stage.fromLaptop('copy');
      expect({ exit, output }).toEqual({ exit: 0, output: expect.stringContaining('is current') });
      expect(readdirSync(world.stage.vps).toSorted()).toEqual(['.lock', 'current', 'releases', 'secrets']);
    });

    step('refuses to start without secrets, saying what to do', async () => {
      const { status: exit, output } = await attempt(['make', '-C', world.stage.prod, 'up']);
      expect({ exit, output }).toEqual({ exit: 2, output: expect.stringContaining('make secrets') });
    });

    step('makes secrets that only their owner may read, and never overwrites one', async () => {
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

    step('starts database, migration, board and console in this order, all healthy', async () => {
      const { status: exit, output } = await world.stage.fromLaptop('copy-caddy', `CADDY_ROOT=${world.stage.caddy}`);
      expect({ exit, output }).toMatchObject({ exit: 0 });
      await make(world.stage.caddy, 'net');
      await world.prod('up');
      const states = await Promise.all(
        ['database', 'migrate', 'app', 'admin'].map((service) => world.inspect(service)),
      );
      const [database, migrate, ...sites] = states.map(({ State }) => State);
      expect(migrate).toMatchObject({ Status: 'exited', ExitCode: 0 });
      for (const state of [database, ...sites]) expect(state).toMatchObject({ Health: { Status: 'healthy' } });
      const time = (at = '') => Date.parse(at);
      expect(time(database?.StartedAt)).toBeLessThan(time(migrate?.StartedAt));
      for (const site of sites) expect(time(site.StartedAt)).toBeGreaterThanOrEqual(time(migrate?.FinishedAt));
    });

    step('serves the board through Caddy, over TLS', async () => {
      await make(world.stage.caddy, 'validate');
      await make(world.stage.caddy, 'up');
      await world.forgetNeighbours();
      world.isServedBy(await make(world.stage.caddy, 'ca'));
      const page = await world.board.ask('GET', '/');
      expect(page).toMatchObject({ status: 200, text: expect.stringContaining('<title>') });
      // Once: several are joined by commas.
      expect(page.headers['strict-transport-security']).toBe('max-age=31536000');
      expect((await world.admin.ask('GET', '/')).headers).not.toHaveProperty('strict-transport-security');
    });
  });
}
