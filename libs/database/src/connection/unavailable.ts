import { NoAnswerError } from './bounded-client.js';

/**
 * SQLSTATE codes that say "not now" rather than "not so" (PostgreSQL, appendix A): 57014 cancelled by its timeout, 55P03 lock not
 * to be had, 53xxx out of connections, memory or disk, 57Pxx shutting down or starting, 25006 read-only (a standby, or a disk kept
 * from filling), 25P03 idle too long, 40001 and 40P01 lost against a concurrent transaction, 08xxx connection trouble.
 */
const unavailableStates = /^(57014|55P03|53\d\d\d|57P\d\d|25006|25P03|40001|40P01|08\w\w\w)$/;

/** What Node's sockets report when the server cannot be reached. */
const unavailableSockets =
  /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|ENOTFOUND|EAI_AGAIN)$/;

/** pg gives these no code; the texts are those of pg and pg-pool 8.23, and a test makes each happen. */
const unavailableMessages =
  /^(timeout exceeded when trying to connect|timeout expired|Connection terminated|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end|Query read timeout)/;

/**
 * Whether an error of a query means that the database is down, overloaded or too slow at the moment, so that the same request may
 * succeed later. Anything else is a fault of ours.
 */
export function isUnavailable(error: unknown): boolean {
  // By shape rather than by class: an error may come from another realm (Jest), and MikroORM wraps those of pg.
  let cause = error as Partial<AggregateError & { code: unknown }> | null | undefined;
  for (let depth = 0; typeof cause === 'object' && cause !== null && depth < 5; depth += 1) {
    if (cause instanceof NoAnswerError || cause.errors?.some(isUnavailable)) return true;
    const code = String(cause.code);
    if (unavailableStates.test(code) || unavailableSockets.test(code)) return true;
    if (unavailableMessages.test(String(cause.message))) return true;
    cause = cause.cause as typeof cause;
  }
  return false;
}
