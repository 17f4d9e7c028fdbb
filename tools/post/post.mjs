#!/usr/bin/env node
// Posts one listing from an argument or a pipe. Also the shortest complete client of the protocol in docs/proof-of-work.md.
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { showProgress } from './progress.mjs';
import { solve } from './solve.mjs';

const USAGE = `Usage: initialsdb-post [options] [TEXT]

Posts TEXT, or what comes through a pipe, and prints the listing's address and its delete token.

  --url URL      the board (default: $INITIALSDB_URL or http://localhost:8080)
  --threads N    threads that solve the proof of work (default: one per core)
  --json         print the server's whole answer as JSON
  --quiet        show no progress
  --wait         where too much was posted from here (429), wait as long as the server says and try again
  --help         this text
`;
// A token is bound to the User-Agent, so both requests carry the same.
const HEADERS = { 'User-Agent': 'initialsdb-post/0.1', Accept: 'application/json' };
const FRESH_PROOF_HELPS = ['POW_INVALID', 'POW_EXPIRED', 'POW_REPLAYED'];
const MOST_PROOFS = 3;

/** A refusal by the server; `problem` is its problem document (RFC 9457). */
class Refused extends Error {
  constructor(problem, retryAfterSeconds) {
    const faults = problem.errors?.map(({ path, message }) => `\n  ${path}: ${message}`).join('') ?? '';
    super(`${problem.detail ?? problem.title ?? 'The board refused the request.'}${faults}`);
    this.code = problem.code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

async function request(url, init) {
  const response = await fetch(url, init).catch((error) => {
    throw new Error(`${url.origin} did not answer: ${error.cause?.message ?? error.message}`);
  });
  const answer = await response.json().catch(() => ({ title: `${url} answered ${response.status} without JSON.` }));
  if (response.ok) return answer;
  throw new Refused(answer, Number(response.headers.get('Retry-After') ?? 0));
}

/** Gets a challenge, solves it and posts; with a fresh proof where the server asks for one. */
async function post(board, body, { threads, onProgress }) {
  for (let proofs = 1; ; proofs++) {
    const challenge = await request(new URL('/pow/challenge', board), { headers: HEADERS });
    const solution = await solve(challenge, { threads, onProgress });
    try {
      return await request(new URL('/api/listings', board), {
        method: 'POST',
        headers: { ...HEADERS, 'Content-Type': 'application/json', 'Pow-Solution': solution },
        body: JSON.stringify({ body }),
      });
    } catch (error) {
      if (proofs === MOST_PROOFS || !FRESH_PROOF_HELPS.includes(error.code)) throw error;
    }
  }
}

async function postWhenAllowed(board, body, options) {
  for (;;) {
    try {
      return await post(board, body, options);
    } catch (error) {
      if (!options.wait || error.code !== 'RATE_LIMITED') throw error;
      const seconds = Math.max(1, error.retryAfterSeconds);
      process.stderr.write(`Too many posts from here; going on in ${seconds} s.\n`);
      await new Promise((resolve) => setTimeout(resolve, 1000 * seconds));
    }
  }
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      url: { type: 'string', default: process.env.INITIALSDB_URL ?? 'http://localhost:8080' },
      threads: { type: 'string' },
      json: { type: 'boolean' },
      quiet: { type: 'boolean' },
      wait: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help || (positionals.length === 0 && process.stdin.isTTY)) {
    process.stdout.write(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const board = new URL(values.url);
  const body = positionals.length > 0 ? positionals.join(' ') : await text(process.stdin);
  const onProgress = values.quiet || !process.stderr.isTTY ? undefined : showProgress;
  const answer = await postWhenAllowed(board, body, {
    threads: values.threads === undefined ? undefined : Number(values.threads),
    wait: values.wait,
    onProgress,
  });
  process.stdout.write(
    values.json
      ? `${JSON.stringify(answer)}\n`
      : `${new URL(`/listings/${answer.listing.id}`, board)}\nDelete token: ${answer.deleteToken}\n`,
  );
}

await main().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.code?.startsWith?.('ERR_PARSE_ARGS') || error.code === 'ERR_INVALID_URL' ? 2 : 1;
});
