import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { declaredResources } from '@initialsdb/guards';
import { routesOf } from '@initialsdb/testing';
import { startPublicApi, type TestApi } from '../../test/public-api.js';

let api: TestApi;

beforeAll(async () => {
  api = await startPublicApi();
});

afterAll(() => api?.close());

const isWrite = (handler: object) => Reflect.getMetadata('method', handler) !== 0;

describe('every route', () => {
  it('declares what it spends', () => {
    const declared = Object.fromEntries(
      routesOf(api.app).map(({ name, handler }) => [name, declaredResources(handler)]),
    );
    expect(declared).toEqual({
      'ChallengesController.issue': ['challenges'],
      'ListingsController.post': ['body', 'writes', 'proof-of-work'],
      'ListingsController.list': ['reads'],
      'ListingsController.count': ['reads'],
      'ListingsController.find': ['reads'],
      'ListingsController.delete': ['writes'],
      'ReportsController.report': ['body', 'writes', 'proof-of-work'],
      'FeedController.feed': ['reads'],
      'OpenApiController.find': [],
    });
  });

  it('that writes has a budget of writes', () => {
    for (const { handler } of routesOf(api.app).filter((route) => isWrite(route.handler))) {
      expect(declaredResources(handler)).toContain('writes');
    }
  });

  it('that reads a body lets guards look at its head first', () => {
    for (const { name, controller, handler } of routesOf(api.app)) {
      const parameters = Reflect.getMetadata('__routeArguments__', controller, handler.name) as
        Record<string, { data?: object }> | undefined;
      const readsBody = Object.values(parameters ?? {}).some(
        ({ data }) => data !== null && typeof data === 'object' && 'body' in data,
      );
      expect([name, readsBody]).toEqual([name, declaredResources(handler)?.includes('body') ?? false]);
    }
  });
});
