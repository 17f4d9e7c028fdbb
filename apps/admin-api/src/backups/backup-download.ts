import { Injectable } from '@nestjs/common';
import send from '@fastify/send';
import { problemMediaType } from '@initialsdb/contracts';
import { invalidInput, notFound } from '@initialsdb/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { confirmedUntil, type Session } from '../sessions/session-store.js';
import { confirmationNeeded } from '../sessions/sign-in.problems.js';
import { ConsoleBackups } from './backups.provider.js';

/** Hands out files, whole or in ranges, to those who gave their password lately. */
@Injectable()
export class BackupDownload {
  constructor(private readonly backups: ConsoleBackups) {}

  /** @throws {ProblemError} UNAUTHENTICATED, NOT_FOUND */
  async send(id: number, session: Session, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (confirmedUntil(session) < new Date()) throw confirmationNeeded();
    const backup = await this.backups.withFile(id);
    // The hash is a strong validator: a download that goes on elsewhere or later is of the same bytes, or begins anew.
    const etag = `"${backup.sha256}"`;
    const { range } = request.headers;
    const isSameFile = (request.headers['if-range'] ?? etag) === etag;
    const sent = await send(asked(request, isSameFile ? range : undefined), encodeURIComponent(backup.file), {
      root: this.backups.settings.folder,
      etag: false,
      lastModified: false,
      cacheControl: false,
      contentType: false,
    });
    if (sent.statusCode === 404) throw notFound(`The file ${backup.file} is no longer in the backups' folder.`);
    if (sent.statusCode === 416) return refuseRange(reply, backup.sizeBytes);
    try {
      if (request.method === 'GET') await this.backups.records.downloaded(backup, session.user.username, range);
    } catch (error) {
      // Unrecorded it is not handed out, and the file it has opened is not left open.
      sent.stream.destroy();
      throw error;
    }
    void reply
      .code(sent.statusCode)
      .headers(sent.headers)
      .headers({
        etag,
        'cache-control': 'no-store',
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename="${backup.file}"`,
      })
      .send(sent.stream);
  }
}

/** RFC 9110, 14.4: with the size that a range can be within. */
function refuseRange(reply: FastifyReply, sizeBytes: number): void {
  const problem = invalidInput('range', `The file has ${sizeBytes} bytes.`).toBody();
  void reply
    .code(416)
    .headers({ 'content-range': `bytes */${sizeBytes}`, 'content-type': problemMediaType, 'cache-control': 'no-store' })
    .send(Buffer.from(JSON.stringify({ ...problem, status: 416, title: 'Range Not Satisfiable' })));
}

/** The request as `send` reads it: its method and, where it counts, its range. */
function asked(request: FastifyRequest, range: string | undefined): FastifyRequest['raw'] {
  const copy = Object.create(request.raw) as FastifyRequest['raw'];
  Object.defineProperty(copy, 'headers', { value: range === undefined ? {} : { range } });
  return copy;
}
