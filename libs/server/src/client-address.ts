import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

export type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Who a request counts as: the unit of rate limits, of proofs of work and of blocks. Never stored or logged as it is. */
export interface Client {
  /** The IPv4 address, or the IPv6 address's /64 in CIDR notation. */
  readonly key: string;
  /** The /24 or /48 around it, in CIDR notation. */
  readonly network: string;
  /** The address itself, for comparing with the networks that may reach a console. */
  readonly address: Address | undefined;
}

const unknownClient: Client = { key: 'unknown', network: 'unknown', address: undefined };

/** Resolved clients kept, so that parsing is not paid per request; the map starts over when full. */
const cacheMax = 2000;
/** Some ten hops. A header of many kilobytes that somebody made up is parsed each time rather than kept. */
const cacheKeyMaxChars = 500;

/**
 * The one place that decides a client's address. It is the rightmost X-Forwarded-For entry that is not a trusted proxy, and the
 * socket's peer where the peer is none. An entry that is no address (one with a port isn't either) ends the walk at the hop before it.
 */
export class ClientAddresses {
  private readonly trusted: [Address, number][];
  private readonly cache = new Map<string, Client>();

  /** @param trustedProxies CIDRs */
  constructor(trustedProxies: readonly string[]) {
    this.trusted = trustedProxies.map((cidr) => ipaddr.parseCIDR(cidr));
  }

  /**
   * @param peer the socket's remote address
   * @param forwardedFor the X-Forwarded-For header, several lines joined by commas
   */
  resolve(peer: string | undefined, forwardedFor: string | undefined): Client {
    const list = this.trusted.length === 0 ? undefined : forwardedFor;
    const cacheKey = list === undefined ? (peer ?? '') : `${peer} ${list}`;
    const known = this.cache.get(cacheKey);
    if (known) return known;
    const address = this.walk(parseAddress(peer ?? ''), list);
    const client = address ? { key: clientKey(address), network: networkKey(address), address } : unknownClient;
    if (this.cache.size >= cacheMax) this.cache.clear();
    if (cacheKey.length <= cacheKeyMaxChars) this.cache.set(cacheKey, client);
    return client;
  }

  /** Whether the socket's peer is a trusted proxy, so that what it says of the connection before it may be believed. */
  isTrustedProxy(peer: string | undefined): boolean {
    if (this.trusted.length === 0) return false;
    const address = parseAddress(peer ?? '');
    return address !== undefined && this.isTrusted(address);
  }

  private walk(peer: Address | undefined, forwardedFor: string | undefined): Address | undefined {
    const hops = forwardedFor?.split(',') ?? [];
    let hop = peer;
    while (hop && this.isTrusted(hop)) {
      const entry = hops.pop();
      const before = entry === undefined ? undefined : parseAddress(entry.trim());
      if (!before) break;
      hop = before;
    }
    return hop;
  }

  private isTrusted(address: Address): boolean {
    return isWithin(address, this.trusted);
  }
}

/** Whether an address lies in one of the networks given. */
export function isWithin(address: Address, networks: readonly [Address, number][]): boolean {
  return networks.some(([range, bits]) => range.kind() === address.kind() && address.match(range, bits));
}

/** A plain address without its zone, IPv4-mapped ones unwrapped. Shorthands such as `127.1` that a parser might guess at are none. */
export function parseAddress(text: string): Address | undefined {
  if (isIP(text) === 0) return undefined;
  return ipaddr.process(text.split('%', 1)[0] ?? text);
}

/** An IPv4 address whole, an IPv6 address by its /64. */
export function clientKey(address: Address): string {
  return address instanceof ipaddr.IPv4 ? address.toString() : prefixOf(address, 64);
}

/** An IPv4 address by its /24, an IPv6 address by its /48. */
export function networkKey(address: Address): string {
  if (address instanceof ipaddr.IPv6) return prefixOf(address, 48);
  const [a, b, c] = address.octets;
  return `${a}.${b}.${c}.0/24`;
}

function prefixOf(address: ipaddr.IPv6, bits: 48 | 64): string {
  const groups = address.parts.slice(0, bits / 16).map((part) => part.toString(16));
  return `${groups.join(':')}::/${bits}`;
}
