import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startAdminApi, type TestAdmin } from '../../test/admin-api.js';
import type { Person } from '../../test/person.js';

let api: TestAdmin;
let moderator: Person;
let operator: Person;

beforeAll(async () => {
  api = await startAdminApi();
  moderator = await api.signedIn('moderator');
  operator = await api.signedIn('operator');
}, 60_000);

afterAll(() => api?.close());

describe('saved views', () => {
  it('are made, changed and removed by their owner, and seen by nobody else', async () => {
    const { body } = await moderator.post('/api/views', { name: 'Reported', query: 'reported=true' }).expect(201);
    expect(body.view).toEqual({ id: expect.any(Number), name: 'Reported', query: 'reported=true' });
    const path = `/api/views/${body.view.id}`;
    await moderator.post('/api/views', { name: 'Reported', query: '' }).expect(409);
    await operator.get('/api/views').expect(200, { views: [] });
    await operator.patch(path, { name: 'Mine' }).expect(404);
    await operator.delete(path).expect(404);
    const { body: renamed } = await moderator.patch(path, { name: 'Queue' }).expect(200);
    expect(renamed.view).toEqual({ ...body.view, name: 'Queue' });
    await moderator.get('/api/views').expect(200, { views: [renamed.view] });
    await moderator.delete(path).expect(204);
    await moderator.get('/api/views').expect(200, { views: [] });
  });

  it('are fifty at most', async () => {
    for (let n = 0; n < 50; n += 1) await moderator.post('/api/views', { name: `View ${n}`, query: '' }).expect(201);
    await moderator.post('/api/views', { name: 'One more', query: '' }).expect(409);
  });
});
