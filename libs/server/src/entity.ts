import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Node writes a text this short together with the headers; longer ones are encoded once rather than for every answer. */
const shortBytes = 1024;

/** An answer kept as it is sent, with its validator. */
export interface Entity {
  readonly body: Buffer | string;
  readonly etag: string;
  readonly contentType: string;
}

/** @param text the serialised answer */
export function entityOf(text: string, contentType = 'application/json; charset=utf-8'): Entity {
  const bytes = Buffer.from(text);
  return {
    body: bytes.length > shortBytes ? bytes : text,
    etag: `"${createHash('sha1').update(bytes).digest('base64url')}"`,
    contentType,
  };
}

/** Answers with an entity, or with 304 where the client has it already (RFC 9110, 13.1.2). */
export function sendEntity(request: FastifyRequest, reply: FastifyReply, { body, etag, contentType }: Entity): void {
  void reply.header('etag', etag).header('cache-control', 'no-cache');
  if (matches(request.headers['if-none-match'], etag)) void reply.code(304).send();
  else void reply.header('content-type', contentType).send(body);
}

function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}
