import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Encrypter } from 'age-encryption';

/**
 * Encrypts a file to a public key, in the age format (https://age-encryption.org/v1).
 *
 * @param recipient age1…
 */
export async function encryptFile(from: string, to: string, recipient: string, signal: AbortSignal): Promise<void> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const plain = Readable.toWeb(createReadStream(from)) as ReadableStream<Uint8Array>;
  const file = await open(to, 'wx', 0o600);
  try {
    for await (const chunk of await encrypter.encrypt(plain)) {
      signal.throwIfAborted();
      await file.writeFile(chunk);
    }
  } finally {
    await file.close();
  }
}
