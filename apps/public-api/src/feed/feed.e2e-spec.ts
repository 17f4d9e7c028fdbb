import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase } from '@initialsdb/database';
import { posted, uniqueText } from '../../test/listings.js';
import { startPublicApi, type TestApi } from '../../test/public-api.js';

let api: TestApi;

beforeAll(async () => {
  api = await startPublicApi();
});

afterAll(() => api?.close());

const feed = (query = '') => api.http.get(`/feed.atom${query}`);
const entries = (xml: string) => [...xml.matchAll(/<entry>/g)].length;

describe('the Atom feed', () => {
  it('of everything and of a search is sent once, and again only where it changed', async () => {
    const { listing } = await posted(api, uniqueText('gardening'));
    for (const query of ['', '?q=gardening']) {
      const first = await feed(query).expect(200).expect('content-type', 'application/atom+xml; charset=utf-8');
      expect(first.text).toContain(listing.body);
      const etag = first.headers['etag'] ?? '';
      const unchanged = await feed(query).set('If-None-Match', etag).expect(304);
      expect(unchanged.text).toBe('');

      const { listing: next } = await posted(api, uniqueText('gardening'));
      const changed = await feed(query).set('If-None-Match', etag).expect(200);
      expect(changed.text).toContain(next.body);
      expect(changed.headers['etag']).not.toBe(etag);
    }
  });

  it('of a search holds what is found and nothing else', async () => {
    const { listing } = await posted(api, uniqueText('a rare <pterodactyl> & more'));
    await posted(api);
    const { text } = await feed('?q=Ptérodactyl').expect(200);
    expect(entries(text)).toBe(1);
    expect(text).toContain(`/listings/${listing.id}`);
    expect(text).toContain('&lt;pterodactyl&gt; &amp; more');
    expect(entries((await feed('?q=nobody+wrote+this').expect(200)).text)).toBe(0);
  });

  it('shows what was hidden no more', async () => {
    const { listing } = await posted(api, uniqueText('to be hidden'));
    const owner = openDatabase(api.database.settings.owner);
    await owner.sql.query('UPDATE listings SET is_hidden = true WHERE id = $1', [listing.id]);
    await owner.close();
    expect((await feed('?q="to+be+hidden"').expect(200)).text).not.toContain(listing.body);
  });

  it.each(['?q=a&q=b', '?q=1+2+3+4+5+6+7+8+9', `?q=${'x'.repeat(201)}`, '?limit=5'])('refuses %s', async (query) => {
    const { body } = await feed(query).expect(400);
    expect(body.code).toBe('INVALID_INPUT');
  });
});
