import { describe, expect } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { attempt, docker, run } from '../shell.js';
import { step } from '../step.js';
import type { World } from '../world.js';

export function describeBackup(world: World) {
  describe('backed up', () => {
    step('has pg_dump of the server’s version beside the console', async () => {
      const version = await docker('exec', await world.container('admin'), 'pg_dump', '--version');
      expect(/ (\d+\.\d+)/.exec(version)?.[1]).toBe(/^(\d+\.\d+)/.exec(await world.sql('SHOW server_version'))?.[1]);
    });

    step('says, before the first one, that there is no verified backup', async () => {
      const { status, output } = await world.stage.fromLaptop('status');
      expect({ status, output }).toEqual({
        status: 2,
        output: expect.stringMatching(/Newest verified backup\n {2}none/),
      });
    });

    step('puts the backup into cron once, however often it is asked to', async () => {
      await world.stage.fromLaptop('install-backup-cron');
      const { status } = await world.stage.fromLaptop('install-backup-cron', 'AT=15 4 * * *');
      expect(status).toBe(0);
      expect(await world.stage.crontab()).toBe(`15 4 * * * ${world.stage.vps}/backup.sh\n`);
    });

    step('takes and verifies a backup as cron does, without a word, and is well then', async () => {
      expect(await attempt([join(world.stage.vps, 'backup.sh')])).toEqual({ status: 0, output: '' });
      const { status, output } = await world.stage.fromLaptop('status');
      expect({ status, output }).toEqual({
        status: 0,
        output: expect.stringMatching(/Newest verified backup\n {2}fresh/),
      });
      for (const service of ['database', 'app', 'admin'])
        expect(output).toMatch(new RegExp(`${service} +running, healthy`));
    });

    const folder = () => join(world.stage.laptop, 'fetched');
    const makeProd = (...words: string[]) =>
      attempt(['make', '--no-print-directory', '-C', world.stage.prod, ...words]);

    step('is fetched to another machine over ssh, checked', async () => {
      const remote = `cd ${world.stage.prod} && docker compose exec -T admin node /app/tools/backup-newest.js`;
      const pull = [process.execPath, 'dist/tools/backup-pull.js', 'test', folder(), remote];
      const { status, output } = await attempt(pull, { env: { SSH: world.stage.ssh } });
      expect({ status, output }).toEqual({ status: 0, output: expect.stringContaining('checked') });
      expect(readdirSync(folder()).toSorted()).toEqual([
        expect.stringMatching(/\.dump$/),
        expect.stringMatching(/\.dump\.json$/),
      ]);
    });

    step('is brought back to a VPS that lost it, and restores every listing beside the live database', async () => {
      const file = /\S+\.dump$/m.exec(await world.prod('backups'))?.[0] ?? '';
      await docker('exec', await world.container('admin'), 'rm', `/data/backups/${file}`, `/data/backups/${file}.json`);
      expect(await world.stage.fromLaptop('status')).toMatchObject({
        status: 2,
        output: expect.stringContaining(`THERE IS NO /data/backups/${file}`),
      });
      const tee = 'docker compose exec -T admin tee "/data/backups/${file##*/}" <"$file" >/dev/null';
      const bringBack = `for file in ${folder()}/*.dump*; do ${tee}; done`;
      await run(['bash', '-e', '-c', bringBack], { cwd: world.stage.prod });
      const { status, output } = await makeProd('restore', `FILE=/data/backups/${file}`, 'INTO=drill');
      expect({ status, output }).toEqual({ status: 0, output: expect.stringContaining('as dumped') });
      const rows = 'SELECT count(*), md5(string_agg(id || body, chr(10) ORDER BY id)) FROM listings';
      expect(await world.sql(rows, 'drill')).toBe(await world.sql(rows));
      expect((await world.sql(rows, 'drill')).split('|')[0]).toBe(String(await world.count()));
    });

    step('goes on with the restored database when told to; the one before stays beside it', async () => {
      const { status, output } = await makeProd('promote', 'DB=nowhere');
      expect({ status, output }).toEqual({
        status: 2,
        output: expect.stringContaining('There is no database nowhere'),
      });
      expect(await makeProd('promote', 'DB=drill')).toMatchObject({ status: 0 });
      const databases = "SELECT datname FROM pg_database WHERE datname ~ 'initialsdb|drill' ORDER BY 1";
      const [current, before, ...others] = (await world.sql(databases)).split('\n');
      expect([current, before, others]).toEqual(['initialsdb', expect.stringMatching(/^initialsdb_before_\d+/), []]);
      expect(await world.missing()).toEqual([]);
      expect((await world.post('Posted into what was restored')).status).toBe(201);
      await world.sql(`DROP DATABASE ${before}`);
    });
  });
}
