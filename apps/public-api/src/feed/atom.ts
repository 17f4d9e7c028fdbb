import type { Listing } from '@initialsdb/contracts';
import { entryId } from './entry-id.js';

const titleMaxChars = 80;

export interface Feed {
  title: string;
  /** Where the board is, without a slash at the end. */
  siteUrl: string;
  /** Where this feed is. */
  selfUrl: string;
  /** Newest first. */
  listings: readonly Listing[];
  /** Whether older ones may belong to it that were not looked for any more. */
  isPartial: boolean;
}

/** A feed as Atom 1.0 (RFC 4287). An empty one was last changed when Unix time began, so that its bytes stay the same. */
export function atomFeed({ title, siteUrl, selfUrl, listings, isPartial }: Feed): string {
  const updated = listings[0]?.createdAt ?? new Date(0).toISOString();
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `<id>${xml(selfUrl)}</id>`,
    `<title>${xml(title)}</title>`,
    ...(isPartial ? ['<subtitle>Older listings were not searched; the board’s own search goes on.</subtitle>'] : []),
    `<updated>${updated}</updated>`,
    '<author><name>initialsdb</name></author>',
    `<link rel="self" type="application/atom+xml" href="${xml(selfUrl)}"/>`,
    `<link rel="alternate" type="text/html" href="${xml(siteUrl)}/"/>`,
    ...listings.map((listing) => entry(listing, siteUrl)),
    '</feed>',
    '',
  ].join('\n');
}

function entry(listing: Listing, siteUrl: string): string {
  const { id, body, createdAt } = listing;
  const url = xml(`${siteUrl}/listings/${id}`);
  return [
    '<entry>',
    `<id>${entryId(listing)}</id>`,
    `<title>${xml(titleOf(body))}</title>`,
    `<published>${createdAt}</published>`,
    `<updated>${createdAt}</updated>`,
    `<link rel="alternate" type="text/html" href="${url}"/>`,
    `<content type="text">${xml(body)}</content>`,
    '</entry>',
  ].join('\n');
}

/** The first line, cut at 80 code points. */
function titleOf(body: string): string {
  const line = Array.from(body.split('\n', 1)[0] ?? '');
  return line.length > titleMaxChars ? `${line.slice(0, titleMaxChars - 1).join('')}…` : line.join('');
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML 1.0 can't hold even escaped (2.2, Char): control characters, which a search may have, and two noncharacters. */
const unrepresentable = /[^\P{Cc}\t\n\r\u007F-\u009F]|[\uFFFE\uFFFF]/gu;

function xml(text: string): string {
  return text.replace(unrepresentable, '\uFFFD').replace(/[&<>"]/g, (character) => entities[character] ?? '');
}
