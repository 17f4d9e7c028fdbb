import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generate } from 'otplib';
import { startAdminApi, type TestAdmin, testPassword } from '../../test/admin-api.js';
import { Person } from '../../test/person.js';

let api: TestAdmin;

beforeAll(async () => {
  api = await startAdminApi({ env: { ADMIN_REQUIRE_TOTP: 'true' } });
}, 60_000);

afterAll(() => api?.close());

/** A code that is good now and has not been used: of this step, or the one before or after. */
const codeOf = (secret: string, stepsFromNow = 0) =>
  generate({ secret, epoch: Math.floor(Date.now() / 1000) + stepsFromNow * 30 });

async function enrolled(username: string): Promise<{ person: Person; secret: string }> {
  const person = await api.signedIn('admin', username);
  const { body } = await person.post('/api/session/totp').expect(201);
  await person.post('/api/session/totp', { code: await codeOf(body.secret, -1) }).expect(200);
  return { person, secret: body.secret };
}

describe('where an authenticator is required', () => {
  it('a user without one can do nothing but enrol', async () => {
    const person = await api.signedIn('admin', 'alice');
    const { body } = await person.get('/api/session').expect(200);
    expect(body.user).toMatchObject({ hasTotp: false, mustEnrolTotp: true });
    for (const path of ['/api/listings', '/api/users', '/api/stats', '/api/events', '/api/views']) {
      const answer = await person.get(path).expect(403);
      expect(answer.body.code).toBe('FORBIDDEN');
    }
    const { body: enrolment } = await person.post('/api/session/totp').expect(201);
    expect(enrolment).toEqual({
      secret: expect.stringMatching(/^[A-Z2-7]{32}$/),
      uri: expect.stringContaining('otpauth://totp/initialsdb:alice?secret='),
      qrCode: expect.stringMatching(/^data:image\/svg\+xml;base64,/),
    });
    await person.post('/api/session/totp', { code: '000000' }).expect(400);
    await person.get('/api/listings').expect(403);
    const code = await codeOf(enrolment.secret);
    const { body: done } = await person.post('/api/session/totp', { code }).expect(200);
    expect(done.user).toMatchObject({ hasTotp: true, mustEnrolTotp: false });
    await person.get('/api/listings').expect(200);
    await person.delete('/api/session/totp').expect(403);
  });

  it('signing in needs a code, which works once', async () => {
    const { secret } = await enrolled('bob');
    await api.signIn('bob').expect(401);
    await api.signIn('bob', testPassword, '000000').expect(401);
    const code = await codeOf(secret);
    await api.signIn('bob', testPassword, code).expect(201);
    await api.signIn('bob', testPassword, code).expect(401);
    await api.signIn('bob', 'wrong', await codeOf(secret, 1)).expect(401);
    await api.signIn('bob', testPassword, await codeOf(secret, 1)).expect(201);
  });

  it('of several uses of a code at once one gets in', async () => {
    const { secret } = await enrolled('carol');
    const code = await codeOf(secret);
    const answers = await Promise.all([1, 2, 3].map(() => api.signIn('carol', testPassword, code)));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 401, 401]);
  });

  it('an enrolment that was not begun can’t be completed', async () => {
    const person = await api.signedIn('admin', 'dave');
    const { body } = await person.post('/api/session/totp', { code: '123456' }).expect(409);
    expect(body.code).toBe('CONFLICT');
  });
});
