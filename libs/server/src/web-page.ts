import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Contents of `<meta name="…">` elements of the page, by name: settings of the server that the web app has to know. */
export type PageSettings = Record<string, string>;

/** The web app's one HTML page, with the settings of this server in its head. */
export class WebPage {
  private readonly html: string;
  private readonly etag: string;

  constructor(file: string, settings: PageSettings = {}) {
    this.html = Object.entries(settings).reduce(withSetting, readFileSync(file, 'utf8'));
    this.etag = `"${createHash('sha256').update(this.html).digest('base64url').slice(0, 22)}"`;
  }

  send(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    void reply.header('cache-control', 'no-cache').header('etag', this.etag);
    const known = request.headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
    if (known?.includes(this.etag)) return reply.code(304).send();
    return reply.type('text/html; charset=utf-8').send(this.html);
  }
}

function withSetting(html: string, [name, content]: [string, string]): string {
  const escaped = content.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return html.replace(
    new RegExp(`(<meta name="${name}" content=")[^"]*`),
    (_match, before: string) => before + escaped,
  );
}
