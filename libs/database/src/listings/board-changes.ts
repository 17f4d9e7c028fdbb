import { BoundedClient } from '../connection/bounded-client.js';
import type { DatabaseSettings } from '../connection/settings.js';

const heartbeatMs = 5000;
const reconnectMs = 500;

export interface BoardChanges {
  close(): Promise<void>;
}

/**
 * Calls `onChange` when a listing was hidden, unhidden or deleted by any process, right after its commit; posts are not told. Uses
 * a connection of its own. After a lost one it connects again by itself, and calls `onChange` then, because something may have been
 * missed. `onLost` tells that from now on nothing is heard.
 */
export function listenForBoardChanges(
  settings: DatabaseSettings,
  onChange: () => void,
  onLost: () => void = () => undefined,
): BoardChanges {
  let closed = false;
  let client: BoundedClient | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const { host, port, name: database, user, password, applicationName: application_name } = settings;
    const limits = { connectionTimeoutMillis: settings.connectionTimeoutMs, statement_timeout: 1000 };
    const next = new BoundedClient({ host, port, database, user, password, application_name, ...limits });
    client = next;
    next.on('error', () => undefined);
    next.once('end', () => {
      if (!closed) onLost();
      retry();
    });
    next.on('notification', onChange);
    try {
      await next.connect();
      await next.query('LISTEN board_changed');
      onChange();
      beat(next);
    } catch {
      // A failed connect ends without 'end' in some cases and with it in others; `retry` counts once.
      await next.end().catch(() => undefined);
      retry();
    }
  }

  /** A connection that died without a word (a hung server, a lost network) is noticed by asking. */
  function beat(on: BoundedClient): void {
    timer = setTimeout(() => {
      on.query('SELECT 1').then(
        () => on === client && !closed && beat(on),
        () => undefined,
      );
    }, heartbeatMs);
    timer.unref();
  }

  function retry(): void {
    clearTimeout(timer);
    if (closed) return;
    timer = setTimeout(() => void connect(), reconnectMs);
    timer.unref();
  }

  void connect();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
