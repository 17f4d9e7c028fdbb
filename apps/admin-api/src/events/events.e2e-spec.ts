import { get, type IncomingMessage } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { consoleChannel, openStatements } from '@initialsdb/database';
import { startAdminApi, type TestAdmin } from '../../test/admin-api.js';
import { givenListing, givenReport } from '../../test/listings.js';
import type { Person } from '../../test/person.js';

let api: TestAdmin;
let moderator: Person;
const streams: IncomingMessage[] = [];

beforeAll(async () => {
  api = await startAdminApi();
  moderator = await api.signedIn('moderator');
}, 60_000);

afterEach(() => streams.splice(0).forEach((stream) => stream.destroy()));
afterAll(() => api?.close());

/** Opens a stream; `next` waits for the data of the next event that fits. */
async function watch(person: Person) {
  const options = { port: api.port, host: '127.0.0.1', path: '/api/events', headers: { cookie: person.cookie } };
  const response = await new Promise<IncomingMessage>((resolve, reject) => get(options, resolve).on('error', reject));
  streams.push(response);
  let text = '';
  response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const next = async (kind: string): Promise<unknown> => {
    for (let waited = 0; waited < 10_000; waited += 20) {
      const events = [...text.matchAll(/event: change\ndata: (.*)\n\n/g)].map(([, data]) => JSON.parse(data ?? ''));
      const found = events.find(
        (event: { kind: string; ids: unknown }) => event.kind === kind && event.ids !== undefined,
      );
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`No event came: ${text}`);
  };
  return { response, next };
}

describe('the stream of changes', () => {
  it('tells a moderator what another one hid', async () => {
    const other = await api.signedIn('moderator', 'other');
    const id = await givenListing(api.owner, 'Watched');
    const { response, next } = await watch(other);
    expect(response.headers).toMatchObject({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    await moderator.patch(`/api/listings/${id}`, { isHidden: true, version: 1, reason: 'spam' }).expect(200);
    expect(await next('listings')).toEqual({ kind: 'listings', ids: [id] });
  });

  it('tells of reports and blocks', async () => {
    const poster = { client: 'c'.repeat(16), network: 'd'.repeat(16) };
    const id = await givenListing(api.owner, 'Watched too', poster);
    const { next } = await watch(moderator);
    await givenReport(api.owner, id);
    expect(await next('reports')).toEqual({ kind: 'reports', ids: null });
    await moderator.post('/api/blocks', { poster: poster.client, scope: 'client' }).expect(201);
    expect(await next('blocks')).toEqual({ kind: 'blocks', ids: null });
  });

  // PostgreSQL lets every role notify every channel, the board's too.
  it.each(['no JSON', '{"kind":"unheard-of"}', ''])(
    'tells to look again at everything where the word is %j',
    async (word) => {
      const { next } = await watch(moderator);
      const board = openStatements(api.database.settings.public);
      try {
        await board.sql.query('SELECT pg_notify($1, $2)', [consoleChannel, word]);
        expect(await next('listings')).toEqual({ kind: 'listings', ids: null });
        expect(await next('backups')).toEqual({ kind: 'backups', ids: null });
      } finally {
        await board.close();
      }
    },
  );

  it('is not held open by who asks for its head alone', async () => {
    for (let n = 0; n < 250; n += 1) await api.http.head('/api/events').set('cookie', moderator.cookie).expect(200);
    const { response } = await watch(moderator);
    expect(response.statusCode).toBe(200);
  });

  it('needs a sign-in', async () => {
    const { response } = await watch(api.anonymous);
    expect(response.statusCode).toBe(401);
  });
});
