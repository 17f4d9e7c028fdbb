import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startAdminApi, type TestAdmin, testPassword } from '../../test/admin-api.js';
import { Person } from '../../test/person.js';

let api: TestAdmin;

beforeAll(async () => {
  api = await startAdminApi({ env: { TRUSTED_PROXIES: '127.0.0.1', ADMIN_ALLOWED_CIDRS: '0.0.0.0/0' } });
}, 60_000);

afterAll(() => api?.close());

const signInFrom = (address: string, username: string, password: string) =>
  api.anonymous.send('post', '/api/session').set('x-forwarded-for', address).send({ username, password });
const personOf = (answer: { headers: Record<string, unknown> }) =>
  new Person(api.http, (answer.headers['set-cookie'] as string[] | undefined)?.[0]);
const rows = (sql: string) => api.owner.sql.query(sql);

describe('signing in', () => {
  it('gives a cookie that scripts and other sites can’t use', async () => {
    await api.signedIn('moderator', 'alice');
    const answer = await signInFrom('10.0.0.1', 'Alice', testPassword).expect(201);
    expect(answer.body.user).toEqual({
      id: expect.any(Number),
      username: 'alice',
      role: 'moderator',
      hasTotp: false,
      mustEnrolTotp: false,
    });
    expect(answer.headers['set-cookie']?.[0]).toMatch(
      /^initialsdb-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('gives a Secure cookie of this host alone where the console is reached by HTTPS', async () => {
    const answer = await signInFrom('10.0.0.1', 'alice', testPassword).set('x-forwarded-proto', 'https').expect(201);
    const [cookie = ''] = answer.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/^__Host-initialsdb-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/);
    const [pair = ''] = cookie.split(';');
    await api.http.get('/api/session').set('x-forwarded-proto', 'https').set('cookie', pair).expect(200);
    await api.http.get('/api/session').set('cookie', pair).expect(401);
  });

  it('stores a hash of the token and of the password, never either', async () => {
    const answer = await signInFrom('10.0.0.1', 'alice', testPassword).expect(201);
    const token = personOf(answer).cookie.split('=')[1] ?? '';
    const stored = JSON.stringify(await rows('SELECT encode(token_hash, $$escape$$) AS t, * FROM sessions, users'));
    expect(stored).not.toContain(token);
    expect(stored).not.toContain(testPassword);
    expect(stored).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
  });

  it('makes a new session and ends the one before', async () => {
    const first = personOf(await signInFrom('10.0.0.1', 'alice', testPassword));
    const again = await first.post('/api/session', { username: 'alice', password: testPassword }).expect(201);
    await first.get('/api/session').expect(401);
    await personOf(again).get('/api/session').expect(200);
  });

  it('answers alike for an unknown name, a wrong password and a disabled user', async () => {
    await api.signedIn('moderator', 'disabled');
    await rows(`UPDATE users SET is_disabled = true WHERE username = 'disabled'`);
    const answers = [
      await signInFrom('10.0.1.1', 'nobody', testPassword),
      await signInFrom('10.0.1.1', 'alice', 'wrong'),
      await signInFrom('10.0.1.1', 'disabled', testPassword),
    ];
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.body).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    expect(answers.map(({ headers }) => headers['set-cookie'])).toEqual([undefined, undefined, undefined]);
  });

  it('is refused to a client after ten failures, and to nobody else', async () => {
    await api.signedIn('moderator', 'target');
    for (let n = 0; n < 10; n += 1) await signInFrom('10.0.2.1', 'target', 'wrong').expect(401);
    const refused = await signInFrom('10.0.2.1', 'target', testPassword).expect(429);
    expect(refused.body.code).toBe('RATE_LIMITED');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(890);
    expect(refused.headers['ratelimit-policy']).toBe('"sign-in";q=10;w=900');
    const startedAt = performance.now();
    await signInFrom('10.0.2.2', 'target', testPassword).expect(201);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });

  it('counts no attempt as failed that could not be looked at', async () => {
    await api.signedIn('moderator', 'patient');
    await rows('ALTER TABLE users RENAME TO users_away');
    for (let n = 0; n < 12; n += 1) await signInFrom('10.0.6.1', 'patient', testPassword).expect(500);
    await rows('ALTER TABLE users_away RENAME TO users');
    await signInFrom('10.0.6.1', 'patient', testPassword).expect(201);
  });

  it('lets none of a burst past the limit', async () => {
    const burst = Array.from({ length: 30 }, () => signInFrom('10.0.3.1', 'alice', 'wrong'));
    const statuses = (await Promise.all(burst)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(20);
  });

  it('leaves a record, of failures too, but never what an unknown name was', async () => {
    await signInFrom('10.0.4.1', 'my-secret-password', 'x');
    const events = await rows('SELECT actor, action FROM audit_events ORDER BY id DESC LIMIT 1');
    expect(events).toEqual([{ actor: 'unknown', action: 'session.refuse' }]);
    expect(JSON.stringify(await rows('SELECT * FROM audit_events'))).not.toContain('my-secret-password');
  });
});

describe('a session', () => {
  it('ends on the server at sign-out', async () => {
    const person = await api.signedIn('moderator', 'carol');
    const answer = await person.delete('/api/session').expect(204);
    expect(answer.headers['set-cookie']?.[0]).toMatch(/Max-Age=0/);
    await person.get('/api/session').expect(401);
    await person.delete('/api/session').expect(204);
  });

  it.each([
    [`last_seen_at = now() - interval '12 hours 1 second'`, 401],
    [`last_seen_at = now() - interval '11 hours'`, 200],
    [`expires_at = now() - interval '1 second'`, 401],
  ])('where %s is answered %i', async (change, status) => {
    const person = await api.signedIn('moderator', 'dave');
    await rows(`UPDATE sessions SET ${change} WHERE user_id = (SELECT id FROM users WHERE username = 'dave')`);
    await person.get('/api/session').expect(status);
  });

  it('lasts seven days at most and is kept from falling idle by being used', async () => {
    const person = await api.signedIn('moderator', 'erin');
    await rows(`UPDATE sessions SET last_seen_at = now() - interval '1 hour'`);
    await person.get('/api/session').expect(200);
    const [session] = await rows(
      `SELECT last_seen_at > now() - interval '1 minute' AS is_fresh, expires_at - created_at = interval '7 days' AS is_week
         FROM sessions WHERE user_id = (SELECT id FROM users WHERE username = 'erin')`,
    );
    expect(session).toEqual({ is_fresh: true, is_week: true });
  });
});

describe('changing one’s password', () => {
  it('needs the old one, ends every other session and goes on with a new one', async () => {
    const person = await api.signedIn('moderator', 'frank');
    const elsewhere = personOf(await signInFrom('10.0.5.1', 'frank', testPassword));
    const change = { password: 'wrong', newPassword: 'a longer new password' };
    await person.post('/api/session/password', change).expect(401);
    const answer = await person.post('/api/session/password', { ...change, password: testPassword }).expect(204);
    await elsewhere.get('/api/session').expect(401);
    await person.get('/api/session').expect(401);
    await personOf(answer).get('/api/session').expect(200);
    await signInFrom('10.0.5.1', 'frank', testPassword).expect(401);
    await signInFrom('10.0.5.1', 'frank', 'a longer new password').expect(201);
  });
});

describe('confirming one’s password', () => {
  it('makes it count as given recently', async () => {
    const person = await api.signedIn('moderator', 'grace');
    await rows(`UPDATE sessions SET confirmed_at = now() - interval '16 minutes'`);
    const { body } = await person.get('/api/session').expect(200);
    expect(Date.parse(body.confirmedUntil)).toBeLessThan(Date.now());
    await person.post('/api/session/totp').expect(401);
    await person.post('/api/session/confirmation', { password: 'wrong' }).expect(401);
    await person.post('/api/session/confirmation', { password: testPassword }).expect(204);
    await person.post('/api/session/totp').expect(201);
  });
});
