import { describe, expect } from '@jest/globals';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { docker } from '../shell.js';
import { make } from '../stage.js';
import { step } from '../step.js';
import { Visitor } from '../visitor.js';
import type { World } from '../world.js';

/** docker/dev: the production images on a laptop, without Caddy. */
export function describeDev(world: World) {
  describe('on a laptop', () => {
    const dev = (target: string, input?: string) => make(join(world.stage.laptop, 'docker/dev'), target, input);

    step('starts the same images without Caddy, on loopback', async () => {
      appendFileSync(join(world.stage.laptop, 'docker/dev/.env'), '\nPOW_DIFFICULTY=8\n');
      await dev('secrets');
      expect(await dev('up')).toContain('The board: http://localhost:8080');
      const board = new Visitor('localhost', world.stage.ports.devBoard);
      expect((await board.post('Posted on a laptop')).status).toBe(201);
      const console = await new Visitor('localhost', world.stage.ports.devConsole).ask('GET', '/');
      expect(console).toMatchObject({ status: 200, text: expect.stringContaining('<title>') });
    });

    step('deletes its database after the name of the app is typed, and nobody else’s', async () => {
      await dev('nuke-db', 'initialsdb\n');
      const volumes = (await docker('volume', 'ls', '--quiet')).split('\n');
      expect(volumes).not.toContain(world.names.devPostgres);
      expect(volumes).toEqual(expect.arrayContaining([world.names.devBackups, world.names.backups]));
    });
  });
}
