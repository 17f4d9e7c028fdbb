import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer, Reflector } from '@nestjs/core';
import { RequestMethod } from '@nestjs/common';
import { startAdminApi, type TestAdmin } from '../../test/admin-api.js';
import { Person } from '../../test/person.js';
import { type Access, accessOf } from './access.guard.js';

interface Route {
  method: 'get' | 'post' | 'patch' | 'delete';
  path: string;
  access: Access | undefined;
}

let api: TestAdmin;
let routes: Route[];
const people = new Map<string, Person>();

beforeAll(async () => {
  api = await startAdminApi();
  routes = routesOf(api);
  people.set('anonymous', api.anonymous);
  for (const role of ['moderator', 'operator', 'admin'] as const) people.set(role, await api.signedIn(role));
}, 60_000);

afterAll(() => api?.close());

/** Every route of every controller, whoever wrote it and whenever. */
function routesOf({ app }: TestAdmin): Route[] {
  const reflector = app.get(Reflector);
  const controllers = [...app.get(ModulesContainer).values()].flatMap(({ controllers: found }) => [...found.values()]);
  return controllers.flatMap(({ metatype }) => {
    const { prototype } = metatype as Type<object>;
    const base = String(Reflect.getMetadata(PATH_METADATA, metatype as Type));
    return Object.getOwnPropertyNames(prototype).flatMap((name) => {
      const handler = (prototype as Record<string, () => unknown>)[name];
      const method: unknown = handler && Reflect.getMetadata(METHOD_METADATA, handler);
      if (!handler || typeof method !== 'number') return [];
      const path = `/${base}/${String(Reflect.getMetadata(PATH_METADATA, handler))}`
        .replace(/\/+$/, '')
        .replaceAll('//', '/');
      const verb = RequestMethod[method]?.toLowerCase() as Route['method'];
      return [{ method: verb, path: path.replace(':id', '999999'), access: accessOf(reflector, handler) }];
    });
  });
}

/** Status of a request that is cut off as soon as its head is there: one route never ends. */
async function statusOf(person: Person | undefined, { method, path }: Route, headers: Record<string, string> = {}) {
  const request = (person ?? api.anonymous).send(method, path).set(headers);
  if (method === 'post' || method === 'patch') void request.send({});
  const { status, body } = await request.buffer(true).parse((response, done) => {
    const { headers: answered } = response as unknown as { headers: Record<string, string> };
    if (answered['content-type'] === 'text/event-stream') {
      (response as unknown as { destroy(): void }).destroy();
      return done(null, {});
    }
    let text = '';
    response.on('data', (chunk: Buffer) => (text += chunk.toString()));
    response.on('end', () => done(null, text.startsWith('{') ? JSON.parse(text) : {}));
  });
  return { status, code: (body as { code?: string }).code };
}

describe('every route', () => {
  it('declares who may call it', () => {
    expect(routes.length).toBeGreaterThan(30);
    expect(routes.filter(({ access }) => access === undefined)).toEqual([]);
  });

  it('answers 401 where it needs a sign-in and there is none', async () => {
    for (const route of routes.filter(({ access }) => access && 'roles' in access)) {
      expect([route.method, route.path, await statusOf(api.anonymous, route)]).toEqual([
        route.method,
        route.path,
        { status: 401, code: 'UNAUTHENTICATED' },
      ]);
    }
  });

  it.each(['moderator', 'operator', 'admin'] as const)('is open to a %s exactly where it says so', async (role) => {
    // Signing out comes last: it ends the session that the others need.
    const endsSession = ({ method, path }: Route) => method === 'delete' && path === '/api/session';
    for (const route of routes.filter((each) => !endsSession(each))) {
      const { access } = route;
      const mayCall = access && ('anyone' in access || access.roles.includes(role));
      const { status, code } = await statusOf(people.get(role), route);
      const isRefused = status === 403 && code === 'FORBIDDEN';
      expect([role, route.method, route.path, isRefused]).toEqual([role, route.method, route.path, !mayCall]);
      expect(status).not.toBe(500);
    }
  });

  it('refuses a change from a foreign origin, from another site, and from who doesn’t say', async () => {
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' },
      {},
    ];
    for (const { method, path } of routes.filter((route) => route.method !== 'get')) {
      for (const headers of foreign) {
        const answer = await api.http[method](path)
          .set(headers)
          .set('cookie', people.get('admin')?.cookie ?? '');
        expect([method, path, headers, answer.status, answer.body.code]).toEqual([
          method,
          path,
          headers,
          403,
          'FORBIDDEN',
        ]);
      }
    }
  });

  it('takes a change whose Origin is this host, from browsers that send no fetch metadata', async () => {
    const answer = await api.http
      .post('/api/session')
      .set('origin', `http://127.0.0.1:${api.port}`)
      .send({ username: 'nobody', password: 'x' });
    expect(answer.status).toBe(401);
  });

  it('takes JSON only', async () => {
    const answer = await api.anonymous.send('post', '/api/session').type('form').send('username=admin&password=x');
    expect([answer.status, answer.body.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });
});

describe('an unknown path', () => {
  it('is 404, and a known one with another method 405', async () => {
    await api.anonymous.get('/api/nothing').expect(404);
    await api.anonymous.send('delete', '/api/stats').expect(405);
  });
});
