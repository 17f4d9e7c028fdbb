import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createFirstAdmin } from '@initialsdb/database';
import { startAdminApi, type TestAdmin, testPassword } from '../../test/admin-api.js';
import type { Person } from '../../test/person.js';

let api: TestAdmin;
let admin: Person;

beforeAll(async () => {
  api = await startAdminApi();
}, 60_000);

afterAll(() => api?.close());

const idOf = async (username: string): Promise<number> => {
  const { body } = await admin.get('/api/users').expect(200);
  return body.users.find((user: { username: string }) => user.username === username).id;
};

describe('the first admin', () => {
  it('is made once, where nobody is, however many try', async () => {
    const attempts = await Promise.all([1, 2, 3].map(() => createFirstAdmin(api.owner.sql, 'first password')));
    expect(attempts.filter(Boolean)).toHaveLength(1);
    await api.signIn('admin', 'first password').expect(201);
    expect(await createFirstAdmin(api.owner.sql, 'another')).toBe(false);
    await api.signIn('admin', 'another').expect(401);
  });
});

describe('users', () => {
  it('are made with a name, a password and a role', async () => {
    admin = await api.signedIn('admin');
    const wanted = { username: 'Mia', password: 'a good password', role: 'moderator' };
    const { body } = await admin.post('/api/users', wanted).expect(201);
    expect(body.user).toEqual({
      id: expect.any(Number),
      username: 'mia',
      role: 'moderator',
      isDisabled: false,
      hasTotp: false,
      lastSignInAt: null,
    });
    await api.signIn('mia', 'a good password').expect(201);
    expect((await admin.post('/api/users', wanted).expect(409)).body.code).toBe('CONFLICT');
  });

  it.each([
    { username: 'has space', password: 'a good password', role: 'admin' },
    { username: 'x', password: 'short', role: 'admin' },
    { username: 'x', password: 'a good password', role: 'owner' },
    { username: '', password: 'a good password', role: 'admin' },
  ])('as in %j are refused', async (wanted) => {
    await admin.post('/api/users', wanted).expect(400);
  });

  it.each([{ isDisabled: true }, { role: 'operator' }, { password: 'another password' }])(
    'lose their sessions by %j',
    async (change) => {
      const person = await api.signedIn('moderator', 'noah');
      await person.get('/api/session').expect(200);
      await admin.patch(`/api/users/${await idOf('noah')}`, change).expect(200);
      await person.get('/api/session').expect(401);
    },
  );

  it('that are disabled can’t sign in until they are enabled', async () => {
    await api.signedIn('moderator', 'olga');
    const path = `/api/users/${await idOf('olga')}`;
    await admin.patch(path, { isDisabled: true }).expect(200);
    await api.signIn('olga').expect(401);
    await admin.patch(path, { isDisabled: false }).expect(200);
    await api.signIn('olga').expect(201);
  });

  it('that lost their authenticator get in again after a reset', async () => {
    await api.signedIn('moderator', 'paul');
    await api.owner.sql.query(`UPDATE users SET totp_secret = 'JBSWY3DPEHPK3PXP' WHERE username = 'paul'`);
    await api.signIn('paul').expect(401);
    const { body } = await admin.patch(`/api/users/${await idOf('paul')}`, { hasTotp: false }).expect(200);
    expect(body.user.hasTotp).toBe(false);
    await api.signIn('paul', testPassword).expect(201);
  });

  it('leave a record of every change, never of a password', async () => {
    await admin.patch(`/api/users/${await idOf('paul')}`, { password: 'top secret words' }).expect(200);
    const { body } = await admin.get('/api/audit-events?action=user.update&limit=1').expect(200);
    expect(body.events[0]).toMatchObject({ actor: 'admin', details: { username: 'paul', password: 'reset' } });
    const everything = JSON.stringify(await api.owner.sql.query('SELECT * FROM audit_events'));
    expect(everything).not.toContain('top secret words');
  });

  it('always have an enabled admin among them, however many try at once', async () => {
    const others = await Promise.all(['root1', 'root2'].map((name) => api.signedIn('admin', name)));
    const people = [admin, ...others];
    const ids = await Promise.all(['admin', 'root1', 'root2'].map(idOf));
    const changes = [{ isDisabled: true }, { role: 'moderator' }, { isDisabled: true }];
    const answers = await Promise.all(
      people.map((person, index) => person.patch(`/api/users/${ids[(index + 1) % 3]}`, changes[index] ?? {})),
    );
    expect(answers.map(({ status }) => status)).toContainEqual(expect.any(Number));
    const [left] = await api.owner.sql.query(
      `SELECT count(*) AS n FROM users WHERE role = 'admin' AND NOT is_disabled`,
    );
    expect(left?.['n']).toBeGreaterThanOrEqual(1);
  });

  it('that are the last admin can’t be disabled or demoted', async () => {
    const last = await api.signedIn('admin', 'last');
    await api.owner.sql.query(`UPDATE users SET is_disabled = true WHERE role = 'admin' AND username <> 'last'`);
    const { body } = await last.get('/api/users').expect(200);
    const { id } = body.users.find((user: { username: string }) => user.username === 'last');
    for (const change of [{ isDisabled: true }, { role: 'operator' }]) {
      const refused = await last.patch(`/api/users/${id}`, change).expect(409);
      expect(refused.body.code).toBe('CONFLICT');
    }
    await last.patch(`/api/users/${id}`, { role: 'admin' }).expect(200);
  });
});
