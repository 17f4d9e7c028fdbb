import { describe, expect, it } from '@jest/globals';
import { atomFeed } from './atom.js';

const feed = {
  isPartial: false,
  title: 'a & b',
  siteUrl: 'https://x.example',
  selfUrl: 'https://x.example/feed.atom?q=%3C&y',
};
const listing = { id: 7, body: `<b>"Tom & Jerry"</b>\nline two \uFFFF`, createdAt: '2026-11-23T10:00:00.000Z' };

describe('a feed', () => {
  it('escapes what people wrote', () => {
    const text = atomFeed({ ...feed, listings: [listing] });
    expect(text).toContain('<title>a &amp; b</title>');
    expect(text).toContain('<title>&lt;b&gt;&quot;Tom &amp; Jerry&quot;&lt;/b&gt;</title>');
    expect(text).toContain('line two \uFFFD</content>');
    expect(text).toContain('<link rel="alternate" type="text/html" href="https://x.example/listings/7"/>');
    expect(text).toContain('<updated>2026-11-23T10:00:00.000Z</updated>');
    expect(text).toContain('href="https://x.example/feed.atom?q=%3C&amp;y"');
  });

  it('holds nothing that XML can’t, whatever was searched for', () => {
    const text = atomFeed({ ...feed, title: 'a\u0001b\u000bc\u001fd\te', listings: [] });
    expect(text).toContain('<title>a\uFFFDb\uFFFDc\uFFFDd\te</title>');
  });

  it('calls an entry the same by whatever name the board is reached, and no two alike', () => {
    const idsAt = (siteUrl: string) => {
      const later = { ...listing, createdAt: '2026-11-23T10:00:00.001Z' };
      const text = atomFeed({ ...feed, siteUrl, listings: [listing, { ...listing, id: 8 }, later] });
      return [...text.matchAll(/<entry>\n<id>(.*)<\/id>/g)].map(([, id]) => id);
    };
    const ids = idsAt('https://x.example');
    expect(ids[0]).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(ids).size).toBe(3);
    expect(idsAt('http://10.0.0.1:8080')).toEqual(ids);
  });

  it('cuts a long title between characters', () => {
    const text = atomFeed({ ...feed, listings: [{ ...listing, body: '🚲'.repeat(100) }] });
    expect(text).toContain(`<title>${'🚲'.repeat(79)}…</title>`);
  });

  it('says where older listings were not looked for', () => {
    expect(atomFeed({ ...feed, listings: [listing], isPartial: true })).toContain('<subtitle>Older listings');
    expect(atomFeed({ ...feed, listings: [listing] })).not.toContain('subtitle');
  });

  it('of nothing stays the same', () => {
    expect(atomFeed({ ...feed, listings: [] })).toContain('<updated>1970-01-01T00:00:00.000Z</updated>');
  });
});
