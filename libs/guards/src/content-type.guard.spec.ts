import { describe, expect, it } from '@jest/globals';
import { contentTypeFault } from './content-type.guard.js';

describe('the type of a body', () => {
  it.each([
    'application/json',
    'APPLICATION/JSON',
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
    'application/json ; profile=x; CharSet=UTF8',
  ])('%s is taken', (type) => {
    expect(contentTypeFault(type, undefined)).toBeUndefined();
    expect(contentTypeFault(type, 'Identity')).toBeUndefined();
  });

  it.each([
    undefined,
    '',
    'text/plain',
    'application/jsonp',
    'application/json, text/plain',
    'application/problem+json',
    'application/json; charset=latin1',
    'application/json; charset=utf-16',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
  ])('%s is refused', (type) => {
    expect(contentTypeFault(type, undefined)).toBeDefined();
  });

  it.each(['gzip', 'br', 'identity, gzip', 'deflate', 'compress', ''])('coded as %s is refused', (coding) => {
    expect(contentTypeFault('application/json', coding)).toBeDefined();
  });
});
