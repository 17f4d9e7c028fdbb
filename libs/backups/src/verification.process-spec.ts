import { chmodSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type BackedUp, startBackedUp } from '../test/backed-up.js';
import { restoreInto } from './index.js';

let up: BackedUp;
let path: string;
let id: number;
let whole: Buffer;
let manifest: Buffer;

beforeAll(async () => {
  up = await startBackedUp();
  const backup = await (await up.backups().start({ trigger: 'command' })).done;
  id = backup.id;
  path = join(up.folder, backup.file ?? '');
  whole = readFileSync(path);
  manifest = readFileSync(`${path}.json`);
}, 60_000);
afterAll(() => up?.close());

/** The file and its manifest as they were. */
function repair(): void {
  writeFileSync(path, whole);
  chmodSync(path, 0o600);
  writeFileSync(`${path}.json`, manifest);
}

const cut = () => truncateSync(path, Math.floor(whole.length / 2));
function flip(): void {
  const flipped = Buffer.from(whole);
  flipped[whole.length - 1000]! ^= 1;
  writeFileSync(path, flipped);
}
interface Claimed {
  rowCounts: Record<string, number>;
  newestListing: object;
  newestAuditEvent: object;
}

/** A manifest that says something else of the contents, to a file that is whole. */
function claim(changes: (contents: Claimed) => object): void {
  const said = JSON.parse(manifest.toString());
  writeFileSync(`${path}.json`, JSON.stringify({ ...said, ...changes(said) }));
}

const faults: [string, () => void, RegExp][] = [
  ['a file cut short', cut, /^The file has \d+ bytes; it was written with \d+/],
  ['one flipped byte', flip, /^The file's SHA-256 is [0-9a-f]{64}; it was written with /],
  [
    'rows that are not there',
    () => claim(({ rowCounts }) => ({ rowCounts: { ...rowCounts, listings: 301 } })),
    /^The restored database is not what was dumped: listings has 300 rows instead of 301\.$/,
  ],
  [
    'a table that is not there',
    () => claim(({ rowCounts }) => ({ rowCounts: { ...rowCounts, lost: 1 } })),
    /: lost has no rows instead of 1\.$/,
  ],
  [
    'another newest listing',
    () => claim(({ newestListing }) => ({ newestListing: { ...newestListing, bodySha256: '0' } })),
    /: the newest listing is another\.$/,
  ],
  [
    'another end of the audit log',
    () => claim(({ newestAuditEvent }) => ({ newestAuditEvent: { ...newestAuditEvent, hash: '0' } })),
    /: the newest audit event is another\.$/,
  ],
];

describe('a verification', () => {
  afterEach(repair);

  it.each([
    ...faults,
    ['a file that is gone', () => rmSync(path), /^There is no .* any more\.$/] as const,
    ['a damaged manifest', () => truncateSync(`${path}.json`, 10), /manifest .* is missing or damaged/] as const,
  ])('finds %s, and leaves no database behind', async (_, damage, message) => {
    damage();
    const { error, verifiedAt, state } = await (await up.backups().verify(id)).done;
    expect(error).toMatch(message);
    expect({ verifiedAt, state }).toEqual({ verifiedAt: null, state: 'succeeded' });
    expect(await up.scratchDatabases()).toEqual([]);
  });

  it('finds nothing wrong with the file as it was', async () => {
    const backup = await (await up.backups().verify(id)).done;
    expect(backup).toMatchObject({ error: null, verifiedAt: expect.any(String) });
    expect(await up.scratchDatabases()).toEqual([]);
  });

  it('that fails later takes the proof back', async () => {
    flip();
    expect(await (await up.backups().verify(id)).done).toMatchObject({ verifiedAt: null });
    expect((await up.backups().health()).status).toBe('stale');
  });
});

describe('make restore', () => {
  afterEach(repair);

  it.each(faults)('refuses %s, and leaves no database behind', async (_, damage, message) => {
    damage();
    const { host, port, name, user, password } = up.test.settings.owner;
    const into = `refused_${process.pid}`;
    const said: string[] = [];
    await expect(
      restoreInto({
        file: path,
        into,
        owner: { host, port, name, user, password },
        passwords: {},
        signal: new AbortController().signal,
        report: (text) => void said.push(text),
      }),
    ).rejects.toThrow(message);
    expect(await up.owner.sql.query('SELECT 1 FROM pg_database WHERE datname = $1', [into])).toEqual([]);
  });
});
