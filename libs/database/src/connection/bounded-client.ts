import pg from 'pg';

/** Time that PostgreSQL gets to report its own cancellation before the client gives up on it. */
const graceMs = 1000;

/** The server said nothing, neither a result nor its own timeout: it hangs, or the network does. */
export class NoAnswerError extends Error {
  constructor(limitMs: number) {
    super(`PostgreSQL did not answer within ${limitMs} ms; the connection was given up.`);
    this.name = 'NoAnswerError';
  }
}

/**
 * A client whose statements end even where the server hangs. `statement_timeout` is PostgreSQL's own and needs it alive; pg's
 * `query_timeout` reports an error but keeps the stuck connection in the pool, where it fails whoever gets it next. Here the
 * connection is destroyed, so the pool replaces it.
 */
export class BoundedClient extends pg.Client {
  private readonly limitMs: number;

  constructor(config?: pg.ClientConfig) {
    super(config);
    const statementTimeoutMs = Number(config?.statement_timeout ?? 0);
    this.limitMs = statementTimeoutMs > 0 ? statementTimeoutMs + graceMs : 0;
  }

  // Declared as a property of the parent's type: its overloads (text, config, cursor; promise or callback) stay as they are.
  override query: pg.Client['query'] = ((...args: Parameters<pg.Client['query']>) => {
    const answer: unknown = pg.Client.prototype.query.apply(this, args);
    return this.limitMs > 0 && answer instanceof Promise ? this.bound(answer) : answer;
  }) as pg.Client['query'];

  private async bound<T>(answer: Promise<T>): Promise<T> {
    let noAnswer: NoAnswerError | undefined;
    const timer = setTimeout(() => {
      noAnswer = new NoAnswerError(this.limitMs);
      // Makes every statement of this connection fail, the one waited for here included.
      this.connection.stream.destroy(noAnswer);
    }, this.limitMs);
    try {
      return await answer;
    } catch (error) {
      throw noAnswer ?? error;
    } finally {
      clearTimeout(timer);
    }
  }
}
