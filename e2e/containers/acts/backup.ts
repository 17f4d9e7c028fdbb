import { describe, expect, it } from '@jest/globals';
import { docker, run } from '../shell.js';
import { containerOf } from '../stage.js';
import type { World } from '../world.js';

export function describeBackup(world: World) {
  describe('what a backup needs', () => {
    const psql = async (database: string, statement: string) =>
      docker('exec', await containerOf('database'), 'psql', '-U', 'initialsdb', '-d', database, '-tAc', statement);

    it('has pg_dump of the server’s version beside the console', async () => {
      const version = await docker('exec', await containerOf('admin'), 'pg_dump', '--version');
      expect(/ (\d+\.\d+)/.exec(version)?.[1]).toBe(
        /^(\d+\.\d+)/.exec(await psql('initialsdb', 'SHOW server_version'))?.[1],
      );
    });

    it('dumps as the backup role into the backups’ volume, and restores every listing from there', async () => {
      const [admin, database] = [await containerOf('admin'), await containerOf('database')];
      const dump = `PGPASSWORD=$(cat /run/secrets/db_backup_password) pg_dump --format=custom --file=/data/backups/drill.dump \
        --host=initialsdb-database --username=initialsdb_backup initialsdb`;
      await docker('exec', admin, 'bash', '-c', dump);
      await docker('exec', database, 'createdb', '-U', 'initialsdb', 'drill');
      const restore = `docker exec ${admin} cat /data/backups/drill.dump |
        docker exec --interactive ${database} pg_restore --exit-on-error --no-owner --no-privileges -U initialsdb -d drill`;
      await run(['bash', '-o', 'pipefail', '-c', restore]);
      const rows = 'SELECT count(*), md5(string_agg(id || body, chr(10) ORDER BY id)) FROM listings';
      expect(await psql('drill', rows)).toBe(await psql('initialsdb', rows));
      expect(Number((await psql('drill', rows)).split('|')[0])).toBeGreaterThanOrEqual(world.acknowledged.length);
      await docker('exec', database, 'dropdb', '-U', 'initialsdb', 'drill');
      await docker('exec', admin, 'rm', '/data/backups/drill.dump');
    });
  });
}
