import { argon2, randomBytes, timingSafeEqual, type Argon2Parameters } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<'argon2id', Argon2Parameters, Buffer>(argon2);

/** OWASP's first choice of argon2id's parameters: 19 MiB, two passes, one lane (Password Storage Cheat Sheet). */
const current = { memoryKiB: 19_456, passes: 2, parallelism: 1 };
const saltBytes = 16;
const hashBytes = 32;

/** More than this many waiting sign-ins are refused rather than queued. */
export const hashQueueMax = 64;

/** The queue of passwords to hash is full; trying again a little later helps. */
export class PasswordHashBusyError extends Error {
  constructor() {
    super('Too many sign-ins are waiting.');
  }
}

let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/** Runs one hashing at a time in this process, so that a flood of sign-ins takes 19 MiB and one core, not the machine. */
async function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  if (waiting >= hashQueueMax) throw new PasswordHashBusyError();
  waiting += 1;
  const mine = last.then(work);
  last = mine.catch(() => undefined);
  try {
    return await mine;
  } finally {
    waiting -= 1;
  }
}

function argon2id(password: string, salt: Buffer, parameters: typeof current, length: number): Promise<Buffer> {
  // NFKC, so that a password typed on another keyboard or system is the same bytes (NIST SP 800-63B, 5.1.1.2).
  return derive('argon2id', {
    message: Buffer.from(password.normalize('NFKC')),
    nonce: salt,
    parallelism: parameters.parallelism,
    tagLength: length,
    memory: parameters.memoryKiB,
    passes: parameters.passes,
  });
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}

/**
 * Hashes a password with argon2id and a fresh salt.
 *
 * @returns a PHC string, `$argon2id$v=19$m=19456,t=2,p=1$SALT$HASH`
 * @throws {PasswordHashBusyError} more than 64 are waiting already
 */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  const hash = await oneAtATime(() => argon2id(password, salt, current, hashBytes));
  const { memoryKiB, passes, parallelism } = current;
  return `$argon2id$v=19$m=${memoryKiB},t=${passes},p=${parallelism}$${base64(salt)}$${base64(hash)}`;
}

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** Compared with where there is no such user, so that an unknown name costs the same time. No password has this hash. */
const nobody = `$argon2id$v=19$m=${current.memoryKiB},t=${current.passes},p=${current.parallelism}$${base64(randomBytes(saltBytes))}$${base64(randomBytes(hashBytes))}`;

/**
 * Whether a password is the one that was hashed. With `undefined` (no such user) it takes the same time and is false.
 *
 * @throws {PasswordHashBusyError} more than 64 are waiting already
 */
export async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  const parts = phc.exec(stored ?? nobody);
  if (!parts) throw new Error('A stored password hash is not an argon2id PHC string.');
  const [memoryKiB = 0, passes = 0, parallelism = 0] = parts.slice(1, 4).map(Number);
  const salt = Buffer.from(parts[4] ?? '', 'base64');
  const expected = Buffer.from(parts[5] ?? '', 'base64');
  const found = await oneAtATime(() => argon2id(password, salt, { memoryKiB, passes, parallelism }, expected.length));
  return timingSafeEqual(found, expected) && stored !== undefined;
}
