import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { attempt, docker, run } from '../shell.js';
import { containerOf } from '../stage.js';
import type { World } from '../world.js';

export function describeBackup(world: World) {
  describe('backed up', () => {
    const psql = async (database: string, statement: string) =>
      docker('exec', await containerOf('database'), 'psql', '-U', 'initialsdb', '-d', database, '-tAc', statement);

    it('has pg_dump of the server’s version beside the console', async () => {
      const version = await docker('exec', await containerOf('admin'), 'pg_dump', '--version');
      expect(/ (\d+\.\d+)/.exec(version)?.[1]).toBe(
        /^(\d+\.\d+)/.exec(await psql('initialsdb', 'SHOW server_version'))?.[1],
      );
    });

    it('says, before the first one, that there is no verified backup', async () => {
      const { status, output } = await world.stage.fromLaptop('status');
      expect({ status, output }).toEqual({
        status: 2,
        output: expect.stringMatching(/Newest verified backup\n {2}none/),
      });
    });

    it('puts the backup into cron once, however often it is asked to', async () => {
      await world.stage.fromLaptop('install-backup-cron');
      const { status } = await world.stage.fromLaptop('install-backup-cron', 'AT=15 4 * * *');
      expect(status).toBe(0);
      expect(await world.stage.crontab()).toBe(`15 4 * * * ${world.stage.vps}/backup.sh\n`);
    });

    it('takes and verifies a backup as cron does, without a word, and is well then', async () => {
      expect(await attempt([join(world.stage.vps, 'backup.sh')])).toEqual({ status: 0, output: '' });
      const { status, output } = await world.stage.fromLaptop('status');
      expect({ status, output }).toEqual({
        status: 0,
        output: expect.stringMatching(/Newest verified backup\n {2}fresh/),
      });
      for (const service of ['database', 'app', 'admin'])
        expect(output).toMatch(new RegExp(`${service} +running, healthy`));
    });

    it('restores every listing beside the live database', async () => {
      const file = /\S+\.dump$/m.exec(await world.prod('backups'))?.[0] ?? '';
      await run(['make', '--no-print-directory', '-C', world.stage.prod, 'restore', `FILE=${file}`, 'INTO=drill']);
      const rows = 'SELECT count(*), md5(string_agg(id || body, chr(10) ORDER BY id)) FROM listings';
      expect(await psql('drill', rows)).toBe(await psql('initialsdb', rows));
      expect(Number((await psql('drill', rows)).split('|')[0])).toBeGreaterThanOrEqual(world.acknowledged.length);
      await psql('initialsdb', 'DROP DATABASE drill');
    });

    it('is fetched to another machine over ssh, checked', async () => {
      const remote = `cd ${world.stage.prod} && docker compose exec -T admin node /app/tools/backup-newest.js`;
      const folder = join(world.stage.laptop, 'fetched');
      const pull = [process.execPath, 'dist/tools/backup-pull.js', 'test', folder, remote];
      const { status, output } = await attempt(pull, { env: { SSH: world.stage.ssh } });
      expect({ status, output }).toEqual({ status: 0, output: expect.stringContaining('checked') });
      expect(readdirSync(folder).some((name) => name.endsWith('.dump'))).toBe(true);
    });
  });
}
