import { isIP } from 'node:net';
import { Cron } from 'croner';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';

/** A variable's value as text, read by `parse`, which answers undefined where the text isn't `expected` ("must be …"). */
function setting<T>(expected: string, parse: (text: string) => T | undefined) {
  return z.string({ error: expected }).transform((text, context): T => {
    const value = parse(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: expected });
    return z.NEVER;
  });
}

export function integer(min: number, max: number, unit = '') {
  const expected = `a whole number${unit && ` of ${unit}`} from ${min} to ${max}`;
  return setting(expected, (text) => {
    const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
    return value >= min && value <= max ? value : undefined;
  });
}

export const port = () => setting('a port number from 1 to 65535', (text) => portNumber(text));

function portNumber(text: string): number | undefined {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= 65_535 ? value : undefined;
}

export const boolean = () =>
  setting('true or false', (text) => (text === 'true' ? true : text === 'false' ? false : undefined));

const hostName = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,62})(\.[a-z0-9]([a-z0-9-]{0,62}))*\.?$/i;

export const bindAddress = () =>
  setting('an IP address or a host name of this machine', (text) =>
    isIP(text) !== 0 || (hostName.test(text) && /[a-z]/i.test(text)) ? text : undefined,
  );

/** Also the folder of a Unix socket, which PostgreSQL clients take for a host that begins with a slash. */
export const databaseHost = () =>
  setting('a host name, an IP address or the folder of a Unix socket', (text) =>
    isIP(text) !== 0 || /^\/\S+$/.test(text) || (/^[a-z0-9_.-]{1,253}$/i.test(text) && /[a-z]/i.test(text))
      ? text
      : undefined,
  );

/** PostgreSQL cuts longer names off at 63 bytes without a word. */
export const databaseName = () =>
  setting('a name of at most 63 bytes', (text) => (Buffer.byteLength(text) <= 63 ? text : undefined));

export const path = () => setting('a path', (text) => (text.includes('\0') ? undefined : text));

/** A password; no control characters, which would be lost in a connection string or a terminal. */
export const password = (minChars = 1) =>
  setting(
    minChars > 1 ? `a password of at least ${minChars} characters` : 'a password without control characters',
    (text) => (text.length >= minChars && !/\p{Cc}/u.test(text) ? text : undefined),
  );

/** A key of `bytes` bytes in base64, as `openssl rand -base64 32` prints it. */
export function base64Key(bytes: number) {
  return setting(`${bytes} bytes in base64 (openssl rand -base64 ${bytes})`, (text) => {
    const key = Buffer.from(text, 'base64');
    return key.length === bytes && key.toString('base64') === text ? key : undefined;
  });
}

/**
 * Networks, separated by commas or white space, in their canonical form: `10.0.0.7/8` becomes `10.0.0.0/8`, a plain address the
 * network of it alone, and an IPv4-mapped IPv6 network the IPv4 network it stands for.
 */
export const cidrs = () =>
  setting('networks in CIDR notation, separated by commas, like 10.0.0.0/8, fd00::/8', (text) => {
    const networks = text
      .split(/[\s,]+/)
      .filter(Boolean)
      .map(canonicalCidr);
    return networks.includes(undefined) ? undefined : networks.filter((network) => network !== undefined);
  });

function canonicalCidr(text: string): string | undefined {
  const [address = '', bits] = text.split('/');
  if (isIP(address) === 0 || address.includes('%')) return undefined;
  const whole = isIP(address) === 4 ? 32 : 128;
  const prefix = bits === undefined ? whole : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN;
  if (!(prefix <= whole) || text.split('/').length > 2) return undefined;
  if (whole === 32) return `${ipaddr.IPv4.networkAddressFromCIDR(`${address}/${prefix}`).toString()}/${prefix}`;
  const network = ipaddr.IPv6.networkAddressFromCIDR(`${address}/${prefix}`);
  return network.isIPv4MappedAddress() && prefix >= 96
    ? `${network.toIPv4Address().toString()}/${prefix - 96}`
    : `${network.toString()}/${prefix}`;
}

/** A native X25519 recipient of the age format (https://age-encryption.org/v1): Bech32 of 32 bytes. */
export const ageRecipient = () =>
  setting('an age public key, like age1… (age-keygen prints one)', (text) =>
    /^age1[02-9ac-hj-np-z]{58}$/.test(text) ? text : undefined,
  );

export const postgresUrl = () =>
  setting('a URL like postgres://role:password@host:5432/database', (text) =>
    /^postgres(ql)?:$/.test(URL.parse(text)?.protocol ?? '') ? text : undefined,
  );

/** A cron expression of five fields that comes due at some time: `0 0 31 2 *` never does. */
export const schedule = () =>
  setting('a cron expression of five fields that comes due some day, like 0 3 * * *', (text) => {
    try {
      return new Cron(text, { paused: true, mode: '5-part' }).nextRun() ? text : undefined;
    } catch {
      return undefined;
    }
  });
