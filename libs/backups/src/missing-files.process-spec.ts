import { readdirSync, renameSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Backup } from '@initialsdb/contracts/admin';
import { type BackedUp, startBackedUp } from '../test/backed-up.js';

let up: BackedUp;

beforeAll(async () => {
  up = await startBackedUp();
}, 60_000);
afterAll(() => up?.close());

/** One that counts as verified some days ago; really verified, it would be a reason to prune those before it. */
async function verified(daysAgo = 0): Promise<Backup & { file: string }> {
  const { id, file } = await (await up.backups().start({ trigger: 'command' })).done;
  await up.owner.sql.query(
    `UPDATE backups SET verified_at = started_at, started_at = started_at - make_interval(days => $2) WHERE id = $1`,
    [id, daysAgo],
  );
  return { ...(await up.backups().find(id)), file: file ?? '' };
}

describe('a verified backup whose file is gone', () => {
  it('is no reason to call anything healthy, and is shown as what it is', async () => {
    const { id, verifiedAt } = await verified();
    const away = `${up.folder}-away`;
    renameSync(up.folder, away);
    expect(await up.backups().health()).toEqual({ status: 'stale', newestVerifiedAt: null });
    const [listed] = await up.backups().list(undefined, 1);
    expect(listed).toMatchObject({
      id,
      verifiedAt,
      fileFault: expect.stringMatching(/^There is no .*\.dump any more\.$/),
    });
    renameSync(away, up.folder);
    expect(await up.backups().health()).toEqual({ status: 'ok', newestVerifiedAt: verifiedAt });
    expect(await up.backups().find(id)).not.toHaveProperty('fileFault');
  });

  it('or cut short, leaves it to the one before it', async () => {
    const before = await verified();
    const { id, file } = await verified();
    truncateSync(join(up.folder, file), 100);
    expect(await up.backups().health()).toEqual({ status: 'ok', newestVerifiedAt: before.verifiedAt });
    expect(await up.backups().find(id)).toMatchObject({ fileFault: expect.stringMatching(/^The file has 100 bytes;/) });
    // The one that is left is the one not to be deleted by accident.
    await up.backups().remove(id, 'ann');
    await expect(up.backups().remove(before.id, 'ann')).rejects.toThrow(before.file);
  });

  it('keeps no place from a file that is there, and stays listed', async () => {
    await up.owner.sql.query(`UPDATE backups SET started_at = now() - interval '9 days'`);
    const real = await verified(3);
    const ghosts = [await verified(2), await verified(1)];
    for (const { file } of ghosts) rmSync(join(up.folder, file));
    const keep = { daily: 2, weekly: 0, monthly: 0 };
    const newest = await (await up.backups({ keep }).start({ trigger: 'schedule', verify: true })).done;
    expect(
      readdirSync(up.folder)
        .filter((name) => name.endsWith('.dump'))
        .sort(),
    ).toEqual([real.file, newest.file]);
    const listed = (await up.backups().list(undefined, 100)).map(({ id }) => id);
    expect(listed).toEqual([newest.id, ...ghosts.map(({ id }) => id).toReversed(), real.id]);
  });
});
