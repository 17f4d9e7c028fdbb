import { describe, expect } from '@jest/globals';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { attempt } from '../shell.js';
import { step } from '../step.js';
import type { World } from '../world.js';

export function describeReleases(world: World) {
  describe('from the laptop', () => {
    const link = (name: string) => readlinkSync(join(world.stage.vps, name));

    step('leaves all as it was when a release arrives cut short', async () => {
      const before = link('current');
      const release = readFileSync(join(world.stage.laptop, 'docker/prod/release.sh'));
      const command = ['bash', '-s', '--', 'receive', world.stage.vps, '20990101-000000-cut'];
      const { status, output } = await attempt(command, {
        input: Buffer.concat([release, Buffer.from([0x1f, 0x8b, 8, 0])]),
      });
      expect({ status, output }).toEqual({ status: 1, output: expect.stringContaining('nothing was changed') });
      expect(link('current')).toBe(before);
      expect(readdirSync(join(world.stage.vps, 'releases'))).not.toContain('20990101-000000-cut');
    });

    step('copies a second release, keeps the first, and leaves the database’s container alone', async () => {
      const [first, database] = [link('current'), await world.container('database')];
      expect(await world.stage.fromLaptop('copy')).toMatchObject({ status: 0 });
      expect(link('previous')).toBe(first);
      expect(link('current')).not.toBe(first);
      await world.prod('up');
      expect(await world.container('database')).toBe(database);
      expect(await world.missing()).toEqual([]);
    });

    step('takes the VPS back to the release before', async () => {
      const [current, previous] = [link('current'), link('previous')];
      const { status, output } = await world.stage.fromLaptop('rollback');
      expect({ status, output }).toMatchObject({ status: 0 });
      expect([link('current'), link('previous')]).toEqual([previous, current]);
      expect(await world.missing()).toEqual([]);
    });

    step('stays with a release whose database the one before does not know', async () => {
      const before = [link('current'), link('previous')];
      await world.sql(`INSERT INTO mikro_orm_migrations (name) VALUES ('FromTheFuture')`);
      const { status, output } = await world.stage.fromLaptop('rollback');
      await world.sql(`DELETE FROM mikro_orm_migrations WHERE name = 'FromTheFuture'`);
      expect({ status, output }).toEqual({ status: 2, output: expect.stringContaining('is current, and runs') });
      expect([link('current'), link('previous')]).toEqual(before);
      expect(await world.missing()).toEqual([]);
    });
  });
}
