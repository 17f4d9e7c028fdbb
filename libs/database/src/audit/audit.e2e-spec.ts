import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asSuperuser, startTestDatabase, type TestDatabase } from '@initialsdb/testing';
import { openDatabase, type Database } from '../connection/database.js';
import { addAuditEvents, type NewAuditEvent } from './add-audit-events.js';
import { verifyAuditEvents } from './verify-audit-events.js';

let test: TestDatabase;
let admin: Database;
let owner: Database;

beforeAll(async () => {
  test = await startTestDatabase();
  admin = openDatabase(test.settings.admin);
  owner = openDatabase(test.settings.owner);
}, 60_000);

afterAll(async () => {
  await Promise.all([admin?.close(), owner?.close()]);
  await test?.drop();
});

const event = (overrides: Partial<NewAuditEvent> = {}): NewAuditEvent => ({
  actor: 'ann',
  action: 'listing.hide',
  ...overrides,
});

/** Changes rows as somebody with the files in his hands could. */
const tamper = (sql: string) =>
  asSuperuser((client) => client.query(`SET session_replication_role = replica; ${sql}`), test.name);

describe('the audit log', () => {
  it('keeps what is written, in one chain, also by many at once', async () => {
    await addAuditEvents(admin.sql, [
      event({
        listingId: 7,
        reason: 'other',
        note: 'wörtlich "zitiert"',
        batchId: 3,
        details: { b: 1, a: [null, 'é'] },
      }),
    ]);
    await Promise.all(
      Array.from({ length: 20 }, (_, writer) =>
        admin.sql
          .transaction(async (sql) => {
            await addAuditEvents(sql, [event({ actor: `w${writer}` }), event({ actor: `w${writer}` })]);
            if (writer % 5 === 0) throw new Error('rolled back');
          })
          .catch(() => undefined),
      ),
    );
    const rows = await admin.sql.query<{ id: number; actor: string }>('SELECT id, actor FROM audit_events ORDER BY id');
    expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: 33 }, (_, index) => index + 1));
    expect(await verifyAuditEvents(admin.sql)).toEqual({ ok: true, checked: 33, firstBroken: null });
    expect(await admin.sql.query('SELECT listing_id, note, details FROM audit_events WHERE id = 1')).toEqual([
      { listing_id: 7, note: 'wörtlich "zitiert"', details: { b: 1, a: [null, 'é'] } },
    ]);
  });

  it('takes a batch of thousands in one statement', async () => {
    await addAuditEvents(
      admin.sql,
      Array.from({ length: 5000 }, (_, listingId) => event({ listingId })),
    );
    expect(await verifyAuditEvents(admin.sql)).toMatchObject({ ok: true, checked: 5033 });
  }, 30_000);

  it('cannot be changed by its owner either', async () => {
    for (const sql of [`UPDATE audit_events SET actor = 'x'`, 'DELETE FROM audit_events', 'TRUNCATE audit_events']) {
      await expect(owner.sql.query(sql)).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('shows where somebody changed or removed a row behind its back', async () => {
    await tamper(`UPDATE audit_events SET note = 'wortlich' WHERE id = 1`);
    expect(await verifyAuditEvents(admin.sql)).toEqual({ ok: false, checked: 0, firstBroken: 1 });
    await tamper(`UPDATE audit_events SET note = 'wörtlich "zitiert"' WHERE id = 1`);
    expect(await verifyAuditEvents(admin.sql)).toMatchObject({ ok: true });

    await tamper('DELETE FROM audit_events WHERE id = 20');
    expect(await verifyAuditEvents(admin.sql)).toEqual({ ok: false, checked: 19, firstBroken: 21 });
  });
});
