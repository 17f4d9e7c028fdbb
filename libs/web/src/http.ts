import { problemSchema, type Problem, type ProblemCode } from '@initialsdb/contracts';
import { safeParse, type core } from 'zod/mini';

const timeoutMs = 20_000;

/** The API answered with a problem. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly problem: Problem,
    /** How long the API asked to wait before the next try. */
    readonly retryAfterMs?: number,
  ) {
    super(problem.detail);
  }

  get code(): ProblemCode {
    return this.problem.code;
  }
}

/** No answer of the API's: offline, cut off, too slow, or something in between answered instead. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}

/** Whether a change may have been made although the request for it failed. */
export function isOutcomeUnknown(error: unknown): boolean {
  return error instanceof NoAnswerError || (error instanceof ApiError && error.problem['outcome'] === 'unknown');
}

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Sent as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/**
 * Asks the API and checks its answer against the contract.
 *
 * @throws {ApiError} the API refused; the problem says why
 * @throws {NoAnswerError} no answer, or not one of the API's
 * @throws {DOMException} AbortError, where the signal was aborted
 */
export async function requestJson<T>(schema: core.$ZodType<T>, url: string, options: RequestOptions = {}): Promise<T> {
  const response = await request(url, options);
  const answer = safeParse(schema, await readJson(response, options.signal));
  if (!answer.success) throw new NoAnswerError(`Unexpected answer of ${url}`, { cause: answer.error });
  return answer.data;
}

/** The same for an answer without a body. */
export async function requestEmpty(url: string, options: RequestOptions): Promise<void> {
  await request(url, options);
}

async function request(url: string, { method, body, headers, signal }: RequestOptions): Promise<Response> {
  const timeout = AbortSignal.timeout(timeoutMs);
  let response: Response;
  try {
    response = await fetch(url, {
      method,
      headers: {
        Accept: 'application/json',
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw new NoAnswerError(`No answer of ${url}`, { cause: error });
  }
  if (!response.ok) throw await errorOf(response, signal);
  return response;
}

async function readJson(response: Response, signal?: AbortSignal): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    signal?.throwIfAborted();
    throw new NoAnswerError(`No JSON from ${response.url}`, { cause: error });
  }
}

async function errorOf(response: Response, signal?: AbortSignal): Promise<Error> {
  const problem = problemSchema.safeParse(await readJson(response, signal).catch(() => undefined));
  signal?.throwIfAborted();
  if (!problem.success) return new NoAnswerError(`Status ${response.status} of ${response.url}`);
  const seconds = Number(response.headers.get('Retry-After') ?? NaN);
  return new ApiError(problem.data, Number.isFinite(seconds) ? seconds * 1000 : undefined);
}
