#!/usr/bin/env node
// Posts one listing from an argument or a pipe. Also the shortest complete client of the protocol in docs/proof-of-work.md.
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { showProgress } from './progress.mjs';
import { solve } from './solve.mjs';

const USAGE = `Usage: initialsdb-post [options] [TEXT]

Posts TEXT, or what comes through a pipe, and prints the listing's address and its delete token.

  --url URL      the board (default: $INITIALSDB_URL or http://localhost:8080)
  --threads N    threads that solve the proof of work (default: one per core)
  --json         print the server's whole answer as JSON
  --quiet        show no progress
  --wait         where the board says when to come back (429, 503), wait for that and try again
  --help         this text

Exit codes: 0 posted, 1 refused or not reached, 2 not understood.
`;
const EXIT = { failed: 1, misused: 2 };
// A token is bound to the User-Agent, so both requests carry the same.
const HEADERS = { 'User-Agent': 'initialsdb-post/0.1', Accept: 'application/json' };
const FRESH_PROOF_HELPS = ['POW_INVALID', 'POW_EXPIRED', 'POW_REPLAYED'];
const MOST_PROOFS = 3;

/** The command was not given as it must be. */
class Misused extends Error {
  code = 'ERR_PARSE_ARGS_VALUE';
}

/** A refusal by the server; `problem` is its problem document (RFC 9457), `retryAfterSeconds` 0 where it names no time. */
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
  const answer = await response.json().catch(() => {
    throw new Error(`${url} answered ${response.status} without JSON: is that a board's address?`);
  });
  if (response.ok) return answer;
  throw new Refused(answer, Number(response.headers.get('Retry-After')) || 0);
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
      if (!options.wait || !(error.retryAfterSeconds > 0)) throw error;
      process.stderr.write(`${error.message} Going on in ${error.retryAfterSeconds} s.\n`);
      await sleep(1000 * error.retryAfterSeconds);
    }
  }
}

/** What the command line asks for; throws Misused, or what parseArgs throws. */
function readArguments() {
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
  const { url, threads, ...flags } = values;
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
    throw new Misused(`--url must be an address such as http://localhost:8080, not ${url}`);
  }
  if (threads !== undefined && !/^[1-9]\d{0,2}$/.test(threads)) {
    throw new Misused(`--threads must be a whole number from 1 on, not ${threads}`);
  }
  return { ...flags, board: new URL(url), threads: threads && Number(threads), words: positionals };
}

async function main() {
  const { board, words, threads, json, quiet, wait, help } = readArguments();
  if (help) return process.stdout.write(USAGE);
  if (words.length === 0 && process.stdin.isTTY) throw new Misused(USAGE.trimEnd());
  const body = words.length > 0 ? words.join(' ') : await text(process.stdin);
  if (body.trim() === '') throw new Misused('There is no text to post.');
  const onProgress = quiet || !process.stderr.isTTY ? undefined : showProgress;
  const answer = await postWhenAllowed(board, body, { threads, wait, onProgress });
  process.stdout.write(
    json
      ? `${JSON.stringify(answer)}\n`
      : `${new URL(`/listings/${answer.listing.id}`, board)}\nDelete token: ${answer.deleteToken}\n`,
  );
}

await main().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.code?.startsWith?.('ERR_PARSE_ARGS') ? EXIT.misused : EXIT.failed;
});
