import type { IncomingMessage, ServerResponse } from 'node:http';
import { invalidInput, ProblemError } from './problem-error.js';

const continueExpected = new WeakSet<IncomingMessage>();

/** Notes that the client waits for "100 Continue" before it sends a body, so that nobody is invited whom a guard refuses. */
export function expectContinue(request: IncomingMessage): void {
  continueExpected.add(request);
}

/** Whether a request announces a body. */
export function hasBody(request: IncomingMessage): boolean {
  const { headers } = request;
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

/**
 * The body of a request, read only now: parsers are taken off, so that guards come first. A slow sender is cut off by the
 * server's own request timeout.
 *
 * @param limitBytes what is read at most
 * @throws {ProblemError} BODY_TOO_LARGE past the limit, INVALID_INPUT where the sender stopped early
 */
export function readBody(request: IncomingMessage, response: ServerResponse, limitBytes: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) return Promise.reject(tooLarge(limitBytes));
  if (continueExpected.has(request)) response.writeContinue();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const finish = (settle: () => void) => {
      request.off('data', onData).off('end', onEnd).off('error', onBroken).off('close', onBroken);
      settle();
    };
    const onData = (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limitBytes) return void chunks.push(chunk);
      request.pause();
      finish(() => reject(tooLarge(limitBytes)));
    };
    const onEnd = () => finish(() => resolve(Buffer.concat(chunks, length)));
    const onBroken = () => finish(() => reject(invalidInput('', 'The body ended early.')));
    request.on('data', onData).on('end', onEnd).on('error', onBroken).on('close', onBroken);
  });
}

export function tooLarge(limitBytes: number): ProblemError {
  return new ProblemError('BODY_TOO_LARGE', `The body of a request has at most ${limitBytes} bytes.`);
}
