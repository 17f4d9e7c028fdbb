import { hash } from 'node:crypto';
import { request as requestPlain } from 'node:http';
import { request as requestOverTls } from 'node:https';
import type { Challenge } from '@initialsdb/contracts';
import { formatSolution, hasLeadingZeros, PUZZLE_BYTES, writePuzzle } from '@initialsdb/proof-of-work';

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  // What an endpoint answers is for the test to say, by what it expects.
  json<T>(): T;
}

interface Ask {
  headers?: Record<string, string>;
  json?: unknown;
}

/** Somebody with a browser: requests to one site, over TLS that must be right. */
export class Visitor {
  /** @param site as in the address bar, like `board.example.com`; @param port where this machine has it; @param ca PEM; without it, over plain HTTP */
  constructor(
    private readonly site: string,
    private readonly port: number,
    private readonly ca?: string,
  ) {}

  ask(method: string, path: string, { headers = {}, json }: Ask = {}): Promise<Answer> {
    const body = json === undefined ? undefined : JSON.stringify(json);
    const options = {
      host: '127.0.0.1',
      port: this.port,
      servername: this.site.split(':')[0],
      ca: this.ca,
      method,
      path,
      agent: false,
      timeout: 15_000,
      headers: {
        Host: this.site,
        'User-Agent': 'containers-test',
        ...(body === undefined
          ? {}
          : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }),
        ...headers,
      },
    };
    const request = this.ca === undefined ? requestPlain : requestOverTls;
    return new Promise((resolve, reject) => {
      const asked = request(options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const json = <T>() => JSON.parse(text) as T;
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json });
        });
      });
      asked.on('timeout', () => asked.destroy(new Error('no answer within 15 s')));
      asked.on('error', reject);
      asked.end(body);
    });
  }

  /** Posts a listing with a proof of its own; `headers` go with both requests. */
  async post(body: string, headers: Record<string, string> = {}, headersOfPost = headers): Promise<Answer> {
    const challenge = await this.ask('GET', '/pow/challenge', { headers });
    if (challenge.status !== 200) return challenge;
    const proof = { 'Pow-Solution': solve(challenge.json<Challenge>()) };
    return this.ask('POST', '/api/listings', { headers: { ...headersOfPost, ...proof }, json: { body } });
  }
}

function solve({ token, puzzles, bits }: Challenge): string {
  const message = Buffer.alloc(PUZZLE_BYTES);
  const decoded = Buffer.from(token, 'base64url');
  const nonces = Array.from({ length: puzzles }, (_, puzzle) => {
    writePuzzle(message, decoded, puzzle, { hi: 0, lo: 0 });
    for (let lo = 0; ; lo += 1) {
      message.writeUInt32BE(lo, PUZZLE_BYTES - 4);
      if (hasLeadingZeros(hash('sha256', message, 'buffer').readUInt32BE(0), bits)) return { hi: 0, lo };
    }
  });
  return formatSolution(token, nonces);
}
