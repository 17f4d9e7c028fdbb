import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendEntity } from './entity.js';
import { notFound } from './problem-error.js';
import { type PageSettings, webPage } from './web-page.js';

/** Files whose names hold a hash of their content. */
const hashedFolder = 'assets/';

export interface WebAppSettings {
  /** Folder of the built web app. */
  root: string;
  /** Whether a path belongs to the API, so that the web app never answers for it. */
  isApiPath: (path: string) => boolean;
  /** What index.html tells the app of this server's settings. */
  pageSettings?: PageSettings;
}

/**
 * Serves a built web app: its files, hashed ones for ever and the rest to be asked for again each time; `index.html` for every path
 * that a page's own router may know; 404 for what looks like a file and is none. Only files seen at the start are ever opened.
 */
export function serveWebApp(instance: FastifyInstance, { root, isApiPath, pageSettings }: WebAppSettings): void {
  const files = filesBelow(root);
  if (!files.has('index.html')) return;
  const page = webPage(join(root, 'index.html'), pageSettings);
  void instance.register(fastifyStatic, {
    root,
    serve: false,
    preCompressed: [...files].some((file) => file.endsWith('.br')),
  });
  const hasPath = (path: string) => files.has(path.slice(1)) || (!isApiPath(path) && !looksLikeFile(path.slice(1)));
  const answer = (request: FastifyRequest<{ Params: { '*': string } }>, reply: FastifyReply) => {
    const path = request.params['*'];
    if (!hasPath(`/${path}`)) throw notFound();
    if (files.has(path) && path !== 'index.html') return sendFile(reply, path);
    sendEntity(request, reply, page);
    return reply;
  };
  instance.get('/*', { config: { hasPath } }, answer);
}

function sendFile(reply: FastifyReply, path: string): FastifyReply {
  if (path.startsWith(hashedFolder)) return reply.sendFile(path, { maxAge: '365d', immutable: true });
  return reply.header('cache-control', 'no-cache').sendFile(path, { cacheControl: false });
}

function looksLikeFile(path: string): boolean {
  return path.startsWith(hashedFolder) || /\.[^/]*$/.test(path);
}

function filesBelow(root: string): Set<string> {
  if (!existsSync(root)) return new Set();
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
  return new Set(paths.map((path) => path.split(sep).join('/')));
}
