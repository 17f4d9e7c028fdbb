import { describe, expect, it } from '@jest/globals';
import { routableUrl } from './routable-url.js';

describe('a target', () => {
  it.each([
    ['/', '/'],
    ['/a%20b?q=%zz#%', '/a%20b?q=%zz#%'],
    ['/%', '/%25'],
    ['/%E0%A4/%20?q=%20', '/%25E0%25A4/%2520?q=%20'],
    ['*', '/*'],
    ['mailto:x', '/mailto:x'],
    ['http://board.example/a?q=x', '/a?q=x'],
    ['HTTPS://board.example', '/'],
    ['http://board.example?q=x', '/?q=x'],
    ['http:///a', '/a'],
  ])('%s is routed as %s', (target, routed) => {
    expect(routableUrl(target)).toBe(routed);
  });
});
