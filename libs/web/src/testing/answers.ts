import type { Problem, ProblemCode } from '@initialsdb/contracts';
import { problemStatus } from '@initialsdb/contracts';

/** What a unit spec's network answers to one request; the real API answers in the browser specs. */
export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

export type Answers = Record<string, (request: { body: unknown; headers: Headers }) => Answer | Promise<Answer>>;

export function problem(code: ProblemCode, more: Partial<Problem> = {}, headers: Record<string, string> = {}): Answer {
  const status = problemStatus[code];
  return {
    status,
    body: { type: 'about:blank', title: code, status, detail: `Refused: ${code}.`, code, ...more },
    headers,
  };
}

export const challenge: Answer = {
  status: 200,
  body: { token: 'A'.repeat(59), puzzles: 8, bits: 1, expiresInMs: 60_000 },
};

/** Puts a network in place of `fetch`; keys are `METHOD /path`, and one that is missing fails as being offline does. */
export function answerWith(answers: Answers): { requests: string[] } {
  const requests: string[] = [];
  globalThis.fetch = async (input, init = {}) => {
    if (typeof input !== 'string') throw new TypeError('The app asks by path.');
    const url = new URL(input, 'http://site.test');
    const name = `${init.method ?? 'GET'} ${url.pathname}`;
    requests.push(name);
    const answer = answers[name];
    if (!answer) throw new TypeError('Failed to fetch');
    const body = typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined;
    const given = await answer({ body, headers: new Headers(init.headers) });
    init.signal?.throwIfAborted();
    return responseOf(given, url);
  };
  return { requests };
}

/** jsdom has no Response of its own; this is as much of one as the HTTP client reads. */
function responseOf({ status, body, headers }: Answer, url: URL): Response {
  const response = {
    ok: status < 400,
    status,
    url: url.href,
    headers: new Headers(headers),
    json: () => (body === undefined ? Promise.reject(new SyntaxError('No JSON')) : Promise.resolve(body)),
  };
  return response as Response;
}
