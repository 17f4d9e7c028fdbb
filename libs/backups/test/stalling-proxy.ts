import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface StallingProxy {
  readonly port: number;
  /** When a session has come to its halt. */
  readonly stalled: Promise<void>;
  /** Lets everything through from now on. */
  goOn(): void;
  close(): Promise<void>;
}

/**
 * A way to a server of this machine on which a session comes to a halt as soon as the server has sent it so many bytes: so a real
 * pg_dump is caught half-way, however fast it is.
 */
export async function startStallingProxy(serverPort: number, afterBytes: number): Promise<StallingProxy> {
  const { promise: stalled, resolve: onStalled } = Promise.withResolvers<void>();
  const halted = new Set<Socket>();
  const sockets = new Set<Socket>();
  let isOpen = false;
  const proxy = createServer((client) => {
    const server = connect(serverPort, '127.0.0.1');
    let received = 0;
    server.on('data', (chunk) => {
      client.write(chunk);
      received += chunk.length;
      if (isOpen || received < afterBytes) return;
      server.pause();
      halted.add(server);
      onStalled();
    });
    client.pipe(server);
    server.on('end', () => client.end());
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => other.destroy());
    }
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const goOn = () => {
    isOpen = true;
    for (const socket of halted) socket.resume();
  };
  return {
    port: (proxy.address() as AddressInfo).port,
    stalled,
    goOn,
    async close() {
      for (const socket of sockets) socket.destroy();
      proxy.close();
      await once(proxy, 'close');
    },
  };
}
