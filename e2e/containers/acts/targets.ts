import { describe, expect } from '@jest/globals';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attempt } from '../shell.js';
import { make } from '../stage.js';
import { step } from '../step.js';
import type { World } from '../world.js';

/** The targets that only look; those that start, stop and delete have acts of their own. */
export function describeTargets(world: World) {
  describe('to somebody who looks', () => {
    /** Follows logs for two seconds. */
    const logs = async (folder: string, ...more: string[]) =>
      (await attempt(['timeout', '--signal=INT', '2', 'make', '--no-print-directory', '-C', folder, 'logs', ...more]))
        .output;

    step('ps names the containers of production', async () => {
      const listed = await world.prod('ps');
      for (const service of ['database', 'app', 'admin']) expect(listed).toContain(`${world.names.prod}-${service}-1`);
    });

    step('logs shows all of them, or one', async () => {
      const [all, one] = await Promise.all([logs(world.stage.prod), logs(world.stage.prod, 'SERVICE=app')]);
      expect(all).toContain('database system is ready');
      expect(one).toContain('app-1');
      expect(one).not.toContain('database-1');
    });

    step('psql asks the database as its owner, from a pipe too', async () => {
      const answer = await world.prod('psql', 'SELECT current_user, count(*) FROM listings;\n');
      expect(answer).toMatch(new RegExp(`initialsdb\\s+\\|\\s+${await world.count()}`));
    });

    step('Caddy has the same, and restarts with a changed site only where that is right', async () => {
      expect(await make(world.stage.caddy, 'ps')).toContain(`${world.names.caddy}-caddy-1`);
      expect(await logs(world.stage.caddy)).toContain('"level"');
      const broken = join(world.stage.caddy, 'sites/broken.caddy');
      writeFileSync(broken, 'other.example.com {\n\tno_such_directive\n}\n');
      const restart = ['make', '-C', world.stage.caddy, 'restart'];
      expect(await attempt(restart)).toEqual({ status: 2, output: expect.stringContaining('no_such_directive') });
      expect((await world.board.ask('GET', '/')).status).toBe(200);
      rmSync(broken);
      const { status, output } = await attempt(restart);
      expect({ status, output }).toMatchObject({ status: 0 });
      await world.forgetNeighbours();
      expect(await world.untilServing()).toBe(true);
    });
  });
}
