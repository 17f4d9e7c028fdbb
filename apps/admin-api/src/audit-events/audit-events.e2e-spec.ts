import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asSuperuser } from '@initialsdb/testing';
import { startAdminApi, type TestAdmin } from '../../test/admin-api.js';
import { givenListing } from '../../test/listings.js';
import type { Person } from '../../test/person.js';

let api: TestAdmin;
let moderator: Person;
let operator: Person;
const ids: number[] = [];

beforeAll(async () => {
  api = await startAdminApi();
  moderator = await api.signedIn('moderator');
  operator = await api.signedIn('operator');
  for (let n = 0; n < 10; n += 1) ids.push(await givenListing(api.owner, `Audited ${n}`));
}, 60_000);

afterAll(() => api?.close());

const verification = async () => (await operator.get('/api/audit-events/verification').expect(200)).body;

describe('the audit log', () => {
  it('has one unbroken chain, also after many changes at once', async () => {
    const hides = ids.map((id) => ({ id, body: { isHidden: true, version: 1, reason: 'other', note: `=cmd ${id}` } }));
    await Promise.all(hides.map(({ id, body }) => moderator.patch(`/api/listings/${id}`, body).expect(200)));
    const { ok, checked, firstBroken } = await verification();
    expect({ ok, firstBroken }).toEqual({ ok: true, firstBroken: null });
    expect(checked).toBeGreaterThanOrEqual(12);
  });

  it('is filtered by who, what and which, and paged newest first', async () => {
    const { body: page } = await operator
      .get('/api/audit-events?actor=moderator&action=listing.hide&limit=4')
      .expect(200);
    expect(page.events).toHaveLength(4);
    const { body: rest } = await operator
      .get(`/api/audit-events?actor=moderator&action=listing.hide&limit=100&cursor=${page.nextCursor}`)
      .expect(200);
    expect(rest).toMatchObject({ nextCursor: null });
    const found = [...page.events, ...rest.events].map((event: { id: number }) => event.id);
    expect(found).toHaveLength(10);
    expect(found).toEqual(found.toSorted((a, b) => b - a));
    const { body: one } = await operator.get(`/api/audit-events?listing=${ids[3]}`).expect(200);
    expect(one.events).toMatchObject([{ listingId: ids[3], action: 'listing.hide', details: { version: 2 } }]);
    await operator.get('/api/audit-events?action=nonsense').expect(400);
  });

  it('is exported as CSV that no spreadsheet takes for formulas', async () => {
    const answer = await operator.get('/api/audit-events/export?action=listing.hide').expect(200);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="audit-log-\d{4}-\d\d-\d\d\.csv"$/);
    const lines = answer.text
      .replace(/^\uFEFF/, '')
      .trimEnd()
      .split('\r\n');
    expect(lines).toHaveLength(11);
    expect(lines[0]).toBe('"id","at","actor","action","listingId","reason","note","batchId","details","hash"');
    expect(lines[1]).toMatch(/"moderator","listing\.hide","\d+","other","'=cmd \d+","","{""version"":2}"/);
  });

  it('can’t be changed by the console’s role, nor by the board’s', async () => {
    const { openDatabase } = await import('@initialsdb/database');
    for (const role of ['admin', 'public'] as const) {
      const database = openDatabase(api.database.settings[role]);
      for (const statement of [
        `UPDATE audit_events SET actor = 'x'`,
        'DELETE FROM audit_events',
        'TRUNCATE audit_events',
      ]) {
        await expect(database.sql.query(statement)).rejects.toMatchObject({ code: '42501' });
      }
      await database.close();
    }
  });

  it('shows a row that was changed or taken out past all rights', async () => {
    const tamper = (statement: string) =>
      asSuperuser(async (client) => {
        await client.query('SET session_replication_role = replica');
        await client.query(statement);
      }, api.database.name);
    await tamper(`UPDATE audit_events SET note = 'nicer' WHERE listing_id = ${ids[4]}`);
    const [changed] = await api.owner.sql.query<{ id: number }>('SELECT id FROM audit_events WHERE listing_id = $1', [
      ids[4],
    ]);
    expect(await verification()).toEqual({ ok: false, checked: (changed?.id ?? 0) - 1, firstBroken: changed?.id });
    await tamper(`DELETE FROM audit_events WHERE id = 2`);
    expect(await verification()).toEqual({ ok: false, checked: 1, firstBroken: 3 });
  });
});
