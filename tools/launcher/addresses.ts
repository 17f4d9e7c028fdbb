import { isIPv6 } from 'node:net';

/** Addresses that stand for this machine itself, as a person would rather read it. */
const thisMachine = new Set(['127.0.0.1', '0.0.0.0', '::', '::1', 'localhost']);

/** What to type into a browser on this machine. */
export function addressFor(bindAddress: string, port: number): string {
  return `http://${thisMachine.has(bindAddress) ? 'localhost' : inUrl(bindAddress)}:${port}`;
}

/** Where a program on this machine reaches what listens there: nobody connects to "any address". */
export function loopbackUrl(bindAddress: string, port: number, path: string): string {
  const host = bindAddress === '0.0.0.0' ? '127.0.0.1' : bindAddress === '::' ? '::1' : bindAddress;
  return `http://${inUrl(host)}:${port}${path}`;
}

function inUrl(host: string): string {
  return isIPv6(host) ? `[${host}]` : host;
}
