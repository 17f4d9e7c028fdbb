import { describe, expect, it } from '@jest/globals';
import { ClientAddresses } from './client-address.js';
import { posterPseudonyms } from './poster-pseudonym.js';

const behindProxies = new ClientAddresses(['10.0.0.0/8', 'fd00::/8']);
const keyOf = (peer: string, forwardedFor?: string, addresses = behindProxies) =>
  addresses.resolve(peer, forwardedFor).key;

describe('the client’s address', () => {
  it.each([
    ['the peer without a proxy', '203.0.113.9', undefined, '203.0.113.9'],
    ['the peer that is no proxy, whatever it claims', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
    ['the entry that a proxy added', '10.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['the rightmost entry that is no proxy', '10.0.0.1', '1.1.1.1, 198.51.100.1, 10.0.0.2', '198.51.100.1'],
    ['not what the client forged before it', '10.0.0.1', '10.9.9.9, 8.8.8.8,198.51.100.1', '198.51.100.1'],
    ['the proxy where it added nothing', '10.0.0.1', undefined, '10.0.0.1'],
    ['the leftmost proxy where all are', '10.0.0.1', '10.0.0.3, 10.0.0.2', '10.0.0.3'],
    ['the hop before an entry that is no address', '10.0.0.1', '198.51.100.1, unknown, 10.0.0.2', '10.0.0.2'],
    ['the hop before an empty entry', '10.0.0.1', '198.51.100.1,', '10.0.0.1'],
    ['the hop before an entry with a port', '10.0.0.1', '198.51.100.1:4711', '10.0.0.1'],
    ['the hop before an address in shorthand', '10.0.0.1', '127.1', '10.0.0.1'],
    ['the hop before an octal address', '10.0.0.1', '0177.0.0.1', '10.0.0.1'],
    ['the hop before an address with a prefix', '10.0.0.1', '198.51.100.0/24', '10.0.0.1'],
    ['an IPv4-mapped peer unwrapped', '::ffff:203.0.113.9', undefined, '203.0.113.9'],
    ['a mapped proxy recognised', '::ffff:10.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['a mapped entry in hexadecimal unwrapped', '10.0.0.1', '::ffff:c633:6401', '198.51.100.1'],
    ['an IPv6 address by its /64', '2001:db8:1:2:3:4:5:6', undefined, '2001:db8:1:2::/64'],
    ['an IPv6 entry by its /64', 'fd00::1', '2001:db8:0:0:ffff::1', '2001:db8:0:0::/64'],
    ['an address without its zone', 'fe80::1%eth0', undefined, 'fe80:0:0:0::/64'],
  ])('is %s', (_what, peer, forwardedFor, key) => {
    expect(keyOf(peer, forwardedFor)).toBe(key);
  });

  it('believes nobody where no proxy is trusted', () => {
    expect(keyOf('10.0.0.1', '198.51.100.1', new ClientAddresses([]))).toBe('10.0.0.1');
  });

  it('has a network: the /24 or the /48', () => {
    expect(behindProxies.resolve('203.0.113.9', undefined).network).toBe('203.0.113.0/24');
    expect(behindProxies.resolve('2001:db8:1:2::9', undefined).network).toBe('2001:db8:1::/48');
  });

  it('tells proxies from others', () => {
    expect(behindProxies.isTrustedProxy('::ffff:10.1.2.3')).toBe(true);
    expect(behindProxies.isTrustedProxy('203.0.113.9')).toBe(false);
    expect(behindProxies.isTrustedProxy(undefined)).toBe(false);
  });

  it('stays known when very many others came between', () => {
    for (let i = 0; i < 5000; i += 1) keyOf(`203.0.${i >> 8}.${i & 255}`);
    expect(keyOf('203.0.113.9')).toBe('203.0.113.9');
  });
});

describe('a poster’s pseudonyms', () => {
  const key = Buffer.alloc(32, 7);
  const pseudonymsOf = (peer: string) => posterPseudonyms(key, behindProxies.resolve(peer, undefined));

  it('are the same for a client, and share the network’s with its neighbours', () => {
    const one = pseudonymsOf('203.0.113.9');
    expect(pseudonymsOf('::ffff:203.0.113.9')).toEqual(one);
    expect(pseudonymsOf('203.0.113.10').network).toBe(one.network);
    expect(pseudonymsOf('203.0.113.10').client).not.toBe(one.client);
    expect(pseudonymsOf('203.0.114.9').network).not.toBe(one.network);
  });

  it('depend on the key and tell nothing else', () => {
    const client = behindProxies.resolve('203.0.113.9', undefined);
    expect(posterPseudonyms(Buffer.alloc(32, 8), client)).not.toEqual(posterPseudonyms(key, client));
    expect(Object.values(posterPseudonyms(key, client)).join(' ')).toMatch(/^[0-9a-f]{16} [0-9a-f]{16}$/);
  });
});
