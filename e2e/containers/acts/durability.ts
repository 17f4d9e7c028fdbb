import { describe, expect, it } from '@jest/globals';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { docker, eventually } from '../shell.js';
import { containerOf } from '../stage.js';
import type { World } from '../world.js';

export function describeDurability(world: World) {
  describe('over time', () => {
    /** Lighter proofs and wider budgets for the rest, where many posts are needed. */
    it('takes over changed settings', async () => {
      const settings = {
        POW_DIFFICULTY: 8,
        POW_DIFFICULTY_MAX: 8,
        RATE_LIMIT_WRITES: 100_000,
        RATE_LIMIT_READS: 100_000,
        RATE_LIMIT_CHALLENGES: 100_000,
      };
      const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
      // In the release in use, and in those that follow it.
      for (const folder of [world.stage.prod, join(world.stage.laptop, 'docker/prod')]) {
        appendFileSync(join(folder, '.env'), `\n${lines.join('')}`);
      }
      await world.prod('up');
      for (let n = 0; n < 20; n += 1) expect((await world.post(`Listing ${n} of many`)).status).toBe(201);
    });

    it.each(['restart', 'soft-reset', 'down up'])('keeps every listing over %s', async (targets) => {
      for (const target of targets.split(' ')) await world.prod(target);
      await eventually(world.isServing, Boolean, 60);
      expect(await world.missing()).toEqual([]);
      expect(await world.count()).toBe(world.acknowledged.length);
    });

    it('keeps every listing when its containers are removed', async () => {
      const containers = await Promise.all(['database', 'app', 'admin', 'migrate'].map((name) => containerOf(name)));
      await docker('rm', '--force', ...containers);
      await world.prod('up');
      expect(await world.missing()).toEqual([]);
      expect(await world.count()).toBe(world.acknowledged.length);
    });

    it('loses no acknowledged listing when the database is killed under posting', async () => {
      const answers = new Set<number>();
      let isPosting = true;
      let n = 0;
      const posting = Array.from({ length: 4 }, async () => {
        while (isPosting) {
          n += 1;
          const answer = await world.post(`Posted under fire ${n}`).catch(() => ({ status: 0 }));
          answers.add(answer.status);
          if (answer.status !== 201) await new Promise((resolve) => setTimeout(resolve, 100));
        }
      });
      await eventually(
        async () => world.acknowledged.length,
        (length) => length > 60,
        30,
      );
      const container = await containerOf('database');
      const pid = await docker('inspect', '--format', '{{.State.Pid}}', container);
      // Not `docker kill`, after which an engine restarts nothing.
      const kill = `process.kill(${pid}, 'SIGKILL')`;
      const killer = ['run', '--rm', '--pid', 'host', '--user', '0', 'node:24-bookworm-slim', 'node', '-e', kill];
      await docker(...killer);
      const before = world.acknowledged.length;
      await eventually(
        async () => world.acknowledged.length,
        (length) => length > before + 20,
        60,
      );
      isPosting = false;
      await Promise.all(posting);
      expect(world.acknowledged.length).toBeGreaterThan(before + 20);
      expect(await docker('inspect', '--format', '{{.State.Pid}}', container)).not.toBe(pid);
      expect([...answers].filter((code) => ![201, 503].includes(code))).toEqual([]);
      expect(await world.missing()).toEqual([]);
    });
  });
}
