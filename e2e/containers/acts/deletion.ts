import { describe, expect } from '@jest/globals';
import { attempt, docker } from '../shell.js';
import { make } from '../stage.js';
import { step } from '../step.js';
import type { World } from '../world.js';

export function describeDeletion(world: World) {
  describe('what deletes data', () => {
    const volumes = async () => (await docker('volume', 'ls', '--quiet')).split('\n');

    for (const target of ['hard-reset', 'nuke-db']) {
      step(`${target} does nothing before the name of the app is typed`, async () => {
        const { status, output } = await attempt(['make', '-C', world.stage.prod, target], { input: 'yes\n' });
        expect({ status, output }).toEqual({ status: 2, output: expect.stringContaining('Nothing was deleted') });
        expect(await world.count()).toBeGreaterThan(0);
      });
    }

    step('hard-reset starts an empty board; backups stay', async () => {
      await world.prod('hard-reset', 'initialsdb\n');
      expect(await world.count()).toBe(0);
      expect(await volumes()).toContain(world.names.backups);
    });

    step('nuke-db removes the database and starts nothing; backups stay', async () => {
      await world.prod('nuke-db', 'initialsdb\n');
      expect(await volumes()).not.toContain(world.names.postgres);
      expect(await volumes()).toContain(world.names.backups);
    });

    step('Caddy’s clean and net-remove take its image and networks away; certificates stay', async () => {
      await make(world.stage.caddy, 'clean');
      await make(world.stage.caddy, 'net-remove');
      const images = await docker('images', '--format', '{{.Repository}}:{{.Tag}}');
      expect(images.split('\n').filter((image) => image.endsWith(world.names.caddyImage))).toEqual([]);
      const networks = (await docker('network', 'ls', '--format', '{{.Name}}')).split('\n');
      expect(networks).not.toContain(world.names.edgeNet);
      expect(networks).not.toContain(world.names.adminNet);
      expect(await volumes()).toContain(world.names.tlsState);
    });
  });
}
