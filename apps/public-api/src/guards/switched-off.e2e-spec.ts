import { describe, it } from '@jest/globals';
import { useApis } from '../../test/apis.js';

const withApi = useApis();

describe('a guard that is switched off', () => {
  it('lets proofless posts through, and challenges are still given', () =>
    withApi({ GUARD_POW: 'false' }, async (api) => {
      await api.post('No proof needed').expect(201);
      await api.post('Nor is a wrong one looked at', { 'Pow-Solution': 'nonsense' }).expect(201);
      await api.http.get('/pow/challenge').expect(200);
    }));

  it('sets no budget', () =>
    withApi(
      { GUARD_RATE_LIMIT: 'false', RATE_LIMIT_READS: '1', RATE_LIMIT_WRITES: '1', RATE_LIMIT_CHALLENGES: '1' },
      async (api) => {
        for (let i = 0; i < 5; i += 1) {
          await api.http.get('/api/listings').expect(200);
          await api.http.get('/pow/challenge').expect(200);
          await api.post(`Unlimited ${i}`).expect(201);
        }
      },
    ));

  it('takes larger bodies, though not endless ones', () =>
    withApi({ GUARD_BODY_SIZE: 'false', BODY_SIZE_MAX_BYTES: '1024' }, async (api) => {
      await api.post(' '.repeat(50_000) + 'Small in a large body').expect(201);
      await api.post('x'.repeat(2 * 1024 * 1024)).expect(413);
    }));
});
