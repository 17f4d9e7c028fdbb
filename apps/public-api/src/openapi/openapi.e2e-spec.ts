import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { routesOf } from '@initialsdb/testing';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { startPublicApi, type TestApi } from '../../test/public-api.js';

interface Operation {
  parameters?: { name: string; in: string; required?: boolean }[];
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}

interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: object };
}

let api: TestApi;
let document: Document;
let ajv: Ajv2020;

beforeAll(async () => {
  api = await startPublicApi({ env: { GUARD_POW: 'true', RATE_LIMIT_CHALLENGES: '12' } });
  document = (await api.http.get('/api/openapi.json').expect(200)).body;
  ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'openapi', components: document.components });
});

afterAll(() => api?.close());

function validatorOf(path: string, method: string, status: number, mediaType: string): ValidateFunction {
  const content = document.paths[path]?.[method]?.responses[status]?.content?.[mediaType];
  if (!content) throw new Error(`${method} ${path} does not document ${status} ${mediaType}`);
  const schema = JSON.parse(JSON.stringify(content.schema).replaceAll('"#/', '"openapi#/')) as object;
  return ajv.compile(schema);
}

async function expectDocumented(
  path: string,
  method: 'get' | 'post' | 'delete',
  request: TestApiRequest,
): Promise<void> {
  const answer = await request;
  const mediaType = (answer.headers['content-type'] ?? '').split(';')[0] ?? '';
  if (answer.status === 204) return expect(document.paths[path]?.[method]?.responses).toHaveProperty('204');
  const validate = validatorOf(path, method, answer.status, mediaType);
  const isValid = validate(answer.body);
  expect([isValid, validate.errors, answer.body]).toEqual([true, null, answer.body]);
}

type TestApiRequest = ReturnType<TestApi['http']['get']>;

describe('the OpenAPI document', () => {
  it('is of version 3.1 and holds every route', () => {
    expect(document.openapi).toBe('3.1.0');
    const operations = Object.values(document.paths).flatMap((methods) => Object.keys(methods));
    expect(operations).toHaveLength(routesOf(api.app).filter(({ name }) => !name.startsWith('OpenApi')).length);
  });

  it('tells which parameters a list takes', () => {
    const parameters = document.paths['/api/listings']?.['get']?.parameters ?? [];
    expect(parameters.map(({ name, required }) => [name, required ?? false])).toEqual([
      ['q', false],
      ['cursor', false],
      ['limit', false],
    ]);
    const limit = parameters.find(({ name }) => name === 'limit');
    expect(limit).toMatchObject({ schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 } });
  });

  it('fits what the API answers', async () => {
    const { http } = api;
    const proven = async () => ({ 'Pow-Solution': await api.proof(), 'User-Agent': '' });
    const { listing, deleteToken } = (await api.post('Documented', await proven()).expect(201)).body;
    const one = `/api/listings/${listing.id}`;
    await expectDocumented('/api/listings', 'post', api.post('Also documented', await proven()));
    await expectDocumented('/api/listings', 'post', api.post('Documented', await proven()));
    await expectDocumented('/api/listings', 'post', api.post('', await proven()));
    await expectDocumented('/api/listings', 'post', api.post('No proof'));
    await expectDocumented('/api/listings', 'post', api.post('x'.repeat(20_000)));
    await expectDocumented('/api/listings', 'post', http.post('/api/listings').type('text/plain').send('x'));
    await expectDocumented('/api/listings', 'get', http.get('/api/listings'));
    await expectDocumented('/api/listings', 'get', http.get('/api/listings?q=documented&limit=1'));
    await expectDocumented('/api/listings', 'get', http.get('/api/listings?limit=0'));
    await expectDocumented('/api/listings/count', 'get', http.get('/api/listings/count'));
    await expectDocumented('/api/listings/{id}', 'get', http.get(one));
    await expectDocumented('/api/listings/{id}', 'get', http.get('/api/listings/0'));
    await expectDocumented('/api/listings/{id}', 'delete', http.delete(one));
    await expectDocumented('/api/listings/{id}', 'delete', http.delete(one).set('Authorization', 'Bearer wrong'));
    await expectDocumented(
      '/api/listings/{id}',
      'delete',
      http.delete(one).set('Authorization', `Bearer ${deleteToken}`),
    );
    await expectDocumented('/pow/challenge', 'get', http.get('/pow/challenge'));
    for (let i = 0; i < 12; i += 1) await http.get('/pow/challenge');
    await expectDocumented('/pow/challenge', 'get', http.get('/pow/challenge'));
  });
});
