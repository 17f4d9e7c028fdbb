import type { ExecutionContext } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { AcceptsQuery, QueryGuard } from './query.guard.js';

const terms = z
  .string()
  .transform((text) => text.split(' ').filter(Boolean))
  .prefault('');

class Routes {
  @AcceptsQuery(z.strictObject({ terms }))
  search(): void {}

  @AcceptsQuery(z.strictObject({ poster: z.string() }))
  preview(): void {}

  plain(): void {}
}

const { search, preview, plain } = Routes.prototype;

/** What a handler is given as its query. */
function queryOf(handler: () => void, originalUrl: string): unknown {
  const request: { originalUrl: string; query?: unknown } = { originalUrl };
  const http = { getRequest: () => request };
  new QueryGuard().canActivate({ getHandler: () => handler, switchToHttp: () => http } as unknown as ExecutionContext);
  return request.query;
}

describe('a query', () => {
  it('is what its route’s schema makes of it', () => {
    expect(queryOf(search, '/?terms=a+b')).toEqual({ terms: ['a', 'b'] });
    expect(queryOf(search, '/?')).toEqual({ terms: [] });
    expect(() => queryOf(search, '/?other=1')).toThrow(/other/);
    expect(() => queryOf(plain, '/?terms=a')).toThrow(/terms/);
  });

  it('that is none is made once for all requests, which none of them can change', () => {
    const none = queryOf(search, '/') as { terms: string[] };
    expect(none).toEqual({ terms: [] });
    expect(queryOf(search, '/')).toBe(none);
    expect(() => none.terms.push('x')).toThrow(TypeError);
    expect(queryOf(search, '/?terms=a')).toEqual({ terms: ['a'] });
    expect(queryOf(plain, '/')).toEqual({});
  });

  it('that is none is refused each time where the route needs one', () => {
    for (let n = 0; n < 2; n += 1) expect(() => queryOf(preview, '/')).toThrow(/poster/);
  });
});
