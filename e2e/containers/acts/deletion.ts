import { describe, expect, it } from '@jest/globals';
import { attempt, docker } from '../shell.js';
import { names } from '../leftovers.js';
import type { World } from '../world.js';

export function describeDeletion(world: World) {
  describe('what deletes data', () => {
    const volumes = async () => (await docker('volume', 'ls', '--quiet')).split('\n');

    it.each(['hard-reset', 'nuke-db'])('%s does nothing before the name of the app is typed', async (target) => {
      const { status, output } = await attempt(['make', '-C', world.stage.prod, target], { input: 'yes\n' });
      expect({ status, output }).toEqual({ status: 2, output: expect.stringContaining('Nothing was deleted') });
      expect(await world.count()).toBeGreaterThan(0);
    });

    it('hard-reset starts an empty board; backups stay', async () => {
      await world.prod('hard-reset', 'initialsdb\n');
      expect(await world.count()).toBe(0);
      expect(await volumes()).toContain(names.backups);
    });

    it('nuke-db removes the database and starts nothing; backups stay', async () => {
      await world.prod('nuke-db', 'initialsdb\n');
      expect(await volumes()).not.toContain(names.postgres);
      expect(await volumes()).toContain(names.backups);
    });
  });
}
