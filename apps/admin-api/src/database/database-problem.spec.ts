import { describe, expect, it } from '@jest/globals';
import { OutcomeUnknownError } from '@initialsdb/database';
import type { FastifyRequest } from 'fastify';
import { databaseProblem } from './database-problem.js';

const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
const cutOff = new OutcomeUnknownError(new Error('Connection terminated unexpectedly'));
const told = (error: unknown, method: string) => databaseProblem(error, { method } as FastifyRequest)?.toBody();

describe('a database that does not answer', () => {
  it('leaves nothing unknown where it could not be reached, or where nothing was to be changed', () => {
    for (const problem of [told(refused, 'PATCH'), told(refused, 'GET'), told(cutOff, 'GET')]) {
      expect(problem).toMatchObject({
        code: 'UNAVAILABLE',
        detail: 'The database does not answer just now. Try again shortly.',
      });
      expect(problem).not.toHaveProperty('outcome');
    }
  });

  it('leaves it unknown what became of a change where it was cut off', () => {
    const detail = expect.stringContaining('may have been saved or not');
    expect(told(cutOff, 'PATCH')).toMatchObject({ code: 'UNAVAILABLE', outcome: 'unknown', detail });
  });

  it('is not to blame for other errors', () => {
    expect(told(new TypeError('not a function'), 'PATCH')).toBeUndefined();
  });
});
