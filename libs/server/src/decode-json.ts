import { invalidInput } from './problem-error.js';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Text that PostgreSQL can't hold, or would silently change. */
class UnusableTextError extends Error {}

/**
 * A JSON body, strictly: valid UTF-8, and no text in it with NUL or with half a surrogate pair.
 *
 * @throws {ProblemError} INVALID_INPUT
 */
export function decodeJson(bytes: Uint8Array): unknown {
  const text = decodeUtf8(bytes);
  try {
    return JSON.parse(text, refuseUnusableText);
  } catch (error) {
    throw invalidInput('', error instanceof UnusableTextError ? error.message : 'The body is not valid JSON.');
  }
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw invalidInput('', 'The body is not valid UTF-8.');
  }
}

function refuseUnusableText(key: string, value: unknown): unknown {
  assertUsable(key);
  if (typeof value === 'string') assertUsable(value);
  return value;
}

function assertUsable(text: string): void {
  if (!text.isWellFormed()) throw new UnusableTextError('A text holds half of a surrogate pair.');
  if (text.includes('\0')) throw new UnusableTextError('A text holds the character NUL.');
}
