import { BoundedClient } from './bounded-client.js';
import { heardChannel, listeningLock, pleaseConfirm } from './listening.js';
import type { DatabaseSettings } from './settings.js';

const heartbeatMs = 5000;
const reconnectMs = 500;

export interface Listener {
  close(): Promise<void>;
}

/**
 * Calls `notification` with the payload of each notification of a channel, right after the commit that sent it. Uses a connection
 * of its own. After a lost one it connects again by itself; `listening` is called then, because something may have been missed, as
 * it is at the beginning. `lost` tells that from now on nothing is heard. Whoever asks with `Hearings` gets a confirmation of what was
 * heard up to then.
 *
 * @param channel an identifier that needs no quotes
 */
export function listenTo(
  settings: DatabaseSettings,
  channel: string,
  on: { notification: (payload: string) => void; listening?: () => void; lost?: () => void },
): Listener {
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
      if (!closed) on.lost?.();
      retry();
    });
    next.on('notification', ({ payload }) => {
      on.notification(payload ?? '');
      if (payload?.startsWith(pleaseConfirm) && channel !== heardChannel) {
        next.query('SELECT pg_notify($1, $2)', [heardChannel, payload]).catch(() => undefined);
      }
    });
    try {
      await next.connect();
      await next.query(`LISTEN ${channel}`);
      await next.query(`SELECT pg_advisory_lock_shared(${listeningLock(channel)})`);
      on.listening?.();
      beat(next);
    } catch {
      // A failed connect ends without 'end' in some cases and with it in others; `retry` counts once.
      await next.end().catch(() => undefined);
      retry();
    }
  }

  /** A connection that died without a word (a hung server, a lost network) is noticed by asking. */
  function beat(alive: BoundedClient): void {
    timer = setTimeout(() => {
      alive.query('SELECT 1').then(
        () => alive === client && !closed && beat(alive),
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
