import { STATUS_CODES } from 'node:http';
import { type InputError, type Problem, type ProblemCode, problemStatus } from '@initialsdb/contracts';

export interface ProblemExtras {
  /** Response headers that belong to the problem, such as Retry-After. */
  headers?: Record<string, string>;
  errors?: InputError[];
  /** Further members of the body, such as `existingId`. */
  members?: Record<string, unknown>;
  cause?: unknown;
}

/** An error that a client is told about; the problem filter turns it into `application/problem+json`. */
export class ProblemError extends Error {
  readonly headers: Record<string, string>;
  private readonly errors: InputError[] | undefined;
  private readonly members: Record<string, unknown>;

  /** @param detail shown to the client: says what is wrong and, where possible, what to do */
  constructor(
    readonly code: ProblemCode,
    readonly detail: string,
    { headers = {}, errors, members = {}, cause }: ProblemExtras = {},
  ) {
    super(detail, { cause });
    this.headers = headers;
    this.errors = errors;
    this.members = members;
  }

  get status(): number {
    return problemStatus[this.code];
  }

  /** The body as RFC 9457 has it; `about:blank` because `code` tells problems apart. */
  toBody(): Problem {
    return {
      type: 'about:blank',
      title: STATUS_CODES[this.status] ?? 'Error',
      status: this.status,
      detail: this.detail,
      code: this.code,
      ...(this.errors ? { errors: this.errors } : {}),
      ...this.members,
    };
  }
}

/** 400 with one fault; `path` is empty where the input as a whole is wrong. */
export function invalidInput(path: string, message: string): ProblemError {
  return new ProblemError('INVALID_INPUT', message, { errors: [{ path, message }] });
}

/** @param retryAfterSeconds when it may be worth trying again */
export function unavailable(detail: string, retryAfterSeconds: number, cause?: unknown): ProblemError {
  return new ProblemError('UNAVAILABLE', detail, { headers: { 'retry-after': String(retryAfterSeconds) }, cause });
}

/** 503 for a change that may have been made or not: the member `outcome` tells clients so. */
export function outcomeUnknown(retryAfterSeconds: number, cause: unknown): ProblemError {
  const detail =
    'The database did not say what became of this: it may have been saved or not. Look before you try again.';
  const headers = { 'retry-after': String(retryAfterSeconds) };
  return new ProblemError('UNAVAILABLE', detail, { headers, members: { outcome: 'unknown' }, cause });
}

export function notFound(detail = 'There is nothing at this address.'): ProblemError {
  return new ProblemError('NOT_FOUND', detail);
}
