import { PassThrough } from 'node:stream';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { ChangeEvent } from '@initialsdb/contracts/admin';
import { ProblemError } from '@initialsdb/server';
import type { FastifyReply } from 'fastify';
import { SessionStore } from '../sessions/session-store.js';
import { ChangeFeed } from './change-feed.js';

/** Shorter than the idle limits of proxies and of this server; also how soon a stream notices that its session ended. */
const heartbeatMs = 20_000;
/** Streams at most; a person has a few tabs. */
const streamsMax = 200;

/** Server-sent events (HTML Living Standard, 9.2) of what changed, for as long as the session lives. */
@Injectable()
export class EventStreams implements OnModuleDestroy {
  private readonly ends = new Set<() => void>();

  constructor(
    private readonly feed: ChangeFeed,
    private readonly sessions: SessionStore,
  ) {}

  /** Open streams would keep the process from stopping. */
  onModuleDestroy(): void {
    for (const end of this.ends) end();
  }

  /** @throws {ProblemError} UNAVAILABLE where too many are open */
  open(reply: FastifyReply, sessionToken: string | undefined): void {
    if (this.ends.size >= streamsMax) {
      throw new ProblemError('UNAVAILABLE', 'Too many pages are open.', { headers: { 'retry-after': '60' } });
    }
    const stream = new PassThrough();
    const unsubscribe = this.feed.subscribe((event) => stream.write(written(event)));
    const heartbeat = setInterval(() => void this.beat(stream, sessionToken), heartbeatMs);
    const end = () => stream.end();
    this.ends.add(end);
    stream.once('close', () => {
      clearInterval(heartbeat);
      unsubscribe();
      this.ends.delete(end);
    });
    // Also where nothing of the stream is ever read: an answer to HEAD ends with its head.
    reply.raw.once('close', () => stream.destroy());
    stream.write('retry: 2000\n\n');
    // x-accel-buffering: a proxy that collects answers would hold the events back.
    const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' };
    void reply.headers(headers).send(stream);
  }

  private async beat(stream: PassThrough, sessionToken: string | undefined): Promise<void> {
    const isAlive = await this.sessions.isAlive(sessionToken).catch(() => true);
    if (isAlive) stream.write(': still here\n\n');
    else stream.end();
  }
}

function written(event: ChangeEvent): string {
  return `event: change\ndata: ${JSON.stringify(event)}\n\n`;
}
