import { describe, expect } from '@jest/globals';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { docker, eventually } from '../shell.js';
import { step } from '../step.js';
import type { World } from '../world.js';

export function describeDurability(world: World) {
  describe('over time', () => {
    /** Ends processes of containers as a fault would: not by `docker kill`, after which an engine restarts nothing. */
    async function killAtOnce(...services: string[]) {
      const pids = await Promise.all(services.map(async (service) => (await world.inspect(service)).State.Pid));
      const kill = `for (const pid of ${JSON.stringify(pids)}) process.kill(pid, 'SIGKILL')`;
      const onTheHost = ['--pid', 'host', '--user', '0', 'node:24-bookworm-slim'];
      await docker('run', '--rm', ...onTheHost, 'node', '-e', kill);
      return pids;
    }

    async function keepsAll() {
      expect(await world.missing()).toEqual([]);
      expect(await world.count()).toBe(world.acknowledged.length);
    }

    step('keeps every listing over restart', async () => {
      await world.prod('restart');
      await keepsAll();
    });

    /** Lighter proofs and wider budgets for the rest, where many posts are needed. */
    step('keeps every listing over soft-reset, which takes over changed settings', async () => {
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
      await world.prod('soft-reset');
      await keepsAll();
      for (let n = 0; n < 20; n += 1) expect((await world.post(`Listing ${n} of many`)).status).toBe(201);
    });

    step('keeps every listing over down and up', async () => {
      await world.prod('down');
      await world.prod('up');
      await keepsAll();
    });

    step('keeps every listing when its containers are removed', async () => {
      const services = ['database', 'app', 'admin', 'migrate'];
      const containers = await Promise.all(services.map((service) => world.container(service)));
      await docker('rm', '--force', ...containers.filter(Boolean));
      await world.prod('up');
      await keepsAll();
    });

    step('loses no acknowledged listing when the database is killed under posting', async () => {
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
      const posted = async () => world.acknowledged.length;
      await eventually(posted, (length) => length > 60, 30);
      const [pid] = await killAtOnce('database');
      const before = world.acknowledged.length;
      await eventually(posted, (length) => length > before + 20, 60);
      isPosting = false;
      await Promise.all(posting);
      expect(world.acknowledged.length).toBeGreaterThan(before + 20);
      expect((await world.inspect('database')).State.Pid).not.toBe(pid);
      expect([...answers].filter((code) => ![201, 503].includes(code))).toEqual([]);
      expect(await world.missing()).toEqual([]);
    });

    step('comes back by itself when all of it is killed at once, as by a power cut', async () => {
      await killAtOnce('database', 'app', 'admin');
      expect(await world.untilServing()).toBe(true);
      expect(await world.missing()).toEqual([]);
      expect(await world.untilConsoleServing()).toBe(true);
    });
  });
}
