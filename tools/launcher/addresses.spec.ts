import { describe, expect, it } from '@jest/globals';
import { addressFor, loopbackUrl } from './addresses.js';

describe('the address to type', () => {
  it.each([
    ['127.0.0.1', 'http://localhost:8080'],
    ['0.0.0.0', 'http://localhost:8080'],
    ['::', 'http://localhost:8080'],
    ['192.168.1.2', 'http://192.168.1.2:8080'],
    ['fd00::2', 'http://[fd00::2]:8080'],
  ])('for %s is %s', (bindAddress, address) => {
    expect(addressFor(bindAddress, 8080)).toBe(address);
  });
});

describe('where this machine reaches it', () => {
  it.each([
    ['127.0.0.1', 'http://127.0.0.1:9080/ready'],
    ['0.0.0.0', 'http://127.0.0.1:9080/ready'],
    ['::', 'http://[::1]:9080/ready'],
    ['192.168.1.2', 'http://192.168.1.2:9080/ready'],
  ])('for %s is %s', (bindAddress, url) => {
    expect(loopbackUrl(bindAddress, 9080, '/ready')).toBe(url);
  });
});
