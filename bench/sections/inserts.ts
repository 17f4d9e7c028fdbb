import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fold } from '@initialsdb/contracts';
import {
  drainSearchQueue,
  foldListingChanges,
  indexSearchQueue,
  type NewListing,
  PostBatches,
  type Poster,
  postListing,
  type PostOutcome,
  roles,
  type Sql,
} from '@initialsdb/database';
import { listing } from '../../tools/seed/listing.js';
import type { Bench } from '../lib/bench.js';
import { withOwner } from '../lib/seeded-database.js';
import { Posters } from '../lib/posters.js';
import type { Row } from '../lib/report.js';
import { mean, median } from '../lib/statistics.js';

const section = 'posting';
const concurrency = 16;
/** The public API's. */
const upkeepPauseMs = 1000;
const indexingMs = 10_000;
type Kind = 'bare' | 'post' | 'queued' | 'apart' | 'one';

const posters = 500;
const networks = 100;
const pseudonymChars = 16;
const bareTable = `
  CREATE TABLE IF NOT EXISTS bench_inserts (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    body text NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT now()
  )`;

/** What a post costs the database, with everything that hangs on it, against a bare INSERT through the same pool. */
export async function insertsBench(bench: Bench): Promise<Row[]> {
  const target = await bench.database();
  await withOwner(target, async ({ sql }) => {
    await sql.query(bareTable);
    await sql.query('TRUNCATE bench_inserts');
    await sql.query(`GRANT INSERT, SELECT ON bench_inserts TO ${roles.public}`);
  });
  const { sql, close } = await bench.open('public', concurrency + 1);
  const bare = new Posters(sql, insertBare);
  const batches = new PostBatches(sql);
  const post = new Posters(sql, () => postOne((listing) => batches.post(listing)));
  // As if each poster came to a process of its own.
  const apart = new Posters(sql, () => postOne((listing) => postListing(sql, listing)));
  try {
    const figures = { bare: [], post: [], queued: [], apart: [], one: [] } as Record<Kind, number[]>;
    const waits: number[] = [];
    for (let round = 0; round <= bench.patience.rounds; round += 1) {
      const isWarmUp = round === 0;
      const milliseconds = isWarmUp ? 1000 : 1000 * bench.patience.seconds;
      const bareRate = await bare.run(concurrency, milliseconds);
      const postRate = await withUpkeep(sql, () => post.run(concurrency, milliseconds));
      const queuedRate = await post.run(concurrency, milliseconds);
      const watched = isWarmUp ? undefined : (share: number) => waits.push(share);
      const apartRate = await withUpkeep(sql, () => apart.run(concurrency, milliseconds, watched));
      const oneRate = await withUpkeep(sql, () => post.run(1, milliseconds));
      if (isWarmUp) continue;
      figures.bare.push(bareRate);
      figures.post.push(postRate);
      figures.queued.push(queuedRate);
      figures.apart.push(apartRate);
      figures.one.push(oneRate);
    }
    const indexed = await indexedPerSecond(sql);
    return [
      {
        section,
        name: `posts of ${concurrency} at once, texts indexed meanwhile as in production, which gives way to them`,
        value: median(figures.post),
        unit: 'posts/s',
        reference: { name: 'bare INSERT, same pool', value: median(figures.bare) },
        gate: { limit: 0.5 },
      },
      {
        section,
        name: `posts of ${concurrency} at once, texts indexed later`,
        value: median(figures.queued),
        unit: 'posts/s',
        reference: { name: 'bare INSERT, same pool', value: median(figures.bare) },
      },
      {
        section,
        name: `posts of ${concurrency} at once, each in a transaction of its own`,
        value: median(figures.apart),
        unit: 'posts/s',
        reference: { name: 'of one after the other', value: median(figures.one) },
      },
      {
        section,
        name: `of these the share that waits for another's lock`,
        value: mean(waits),
        unit: '',
        gate: { limit: 0.01, atMost: true },
      },
      {
        section,
        name: 'texts that wait, moved to the search index while nobody posts',
        value: indexed,
        unit: 'texts/s',
        note: 'posts faster than this for long are found all the same, by reading those that wait',
      },
    ];
  } finally {
    await close();
  }
}

/** What the posts before left in the queue is moved as fast as it can be. */
async function indexedPerSecond(sql: Sql): Promise<number> {
  const startedAt = performance.now();
  let texts = 0;
  while (performance.now() - startedAt < indexingMs) {
    const moved = await indexSearchQueue(sql);
    if (moved === 0) break;
    texts += moved;
  }
  return (1000 * texts) / (performance.now() - startedAt);
}

let made = Date.now() % 1_000_000_000;

/** A text that was not posted before. */
function newBody(): string {
  made += 1;
  return listing(2, made);
}

/** As the public API does, with every column that it fills. */
async function postOne(post: (listing: NewListing) => Promise<PostOutcome>): Promise<void> {
  const body = newBody();
  const deleteTokenHash = createHash('sha256').update(randomBytes(16)).digest();
  const { kind } = await post({ body, search: fold(body), poster: somebody(), deleteTokenHash });
  if (kind !== 'created') throw new Error('The bench posted a text twice.');
}

/** Pseudonyms as long as real ones. */
function somebody(): Poster {
  const client = String(made % posters).padStart(pseudonymChars, 'c');
  return { client, network: String(made % networks).padStart(pseudonymChars, 'n') };
}

async function insertBare(sql: Sql): Promise<void> {
  await sql.query('INSERT INTO bench_inserts (body) VALUES ($1) RETURNING id, created_at', [newBody()], 'bench-insert');
}

/** As the public API does beside its requests: texts of new listings are moved into the search index, and the total is added up. */
async function withUpkeep<T>(sql: Sql, work: () => Promise<T>): Promise<T> {
  const over = new AbortController();
  const upkeep = Promise.all([
    againAndAgain(() => drainSearchQueue(sql, over.signal), over.signal),
    againAndAgain(() => foldListingChanges(sql), over.signal),
  ]);
  // Where it fails, the await below says so; until then nobody listens.
  upkeep.catch(() => undefined);
  try {
    return await work();
  } finally {
    over.abort();
    await upkeep;
  }
}

async function againAndAgain(work: () => Promise<unknown>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await work();
    await sleep(upkeepPauseMs, undefined, { signal }).catch(() => undefined);
  }
}
