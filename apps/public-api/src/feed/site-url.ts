import { invalidInput } from '@initialsdb/server';
import type { FastifyRequest } from 'fastify';

/**
 * Where the reader reached this board, without a slash at the end: links in a feed are absolute.
 *
 * @throws {ProblemError} INVALID_INPUT for a Host header that is none
 */
export function siteUrlOf({ isHttps, headers }: Pick<FastifyRequest, 'isHttps' | 'headers'>): string {
  const url = `${isHttps ? 'https' : 'http'}://${headers.host ?? ''}`;
  if (!/^https?:\/\/[\w.:[\]-]+$/.test(url) || !URL.canParse(url))
    throw invalidInput('', 'The Host header names no host.');
  return new URL(url).origin;
}
