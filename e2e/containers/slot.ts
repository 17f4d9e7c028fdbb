import { createServer, type Server } from 'node:net';

/** Below the ports that systems give out by themselves (32768 and more), so that a port found free stays free. */
const firstPort = 21_000;
const portsPerSlot = 10;
const count = 60;

export const published = ['http', 'https', 'console', 'devBoard', 'devConsole', 'debugDatabase'] as const;
export type Ports = Record<(typeof published)[number], number>;

/**
 * One run's share of this machine: a number, which makes the names and the subnets of all that the run makes in the engine its own, and ports on
 * loopback. It is held by listening on the first of its ports, so the system itself gives it back when the process ends, however it ends.
 */
export interface Slot {
  number: number;
  ports: Ports;
  release(): Promise<void>;
}

/** The first slot that nobody holds and whose ports are free. */
export async function takeSlot(): Promise<Slot> {
  for (let number = 0; number < count; number += 1) {
    const slot = await holdSlot(number);
    if (!slot) continue;
    if (await areFree(Object.values(slot.ports))) return slot;
    await slot.release();
  }
  throw new Error(`All ${count} slots for tests in containers are taken.`);
}

/** Slot `number`, or undefined where another process holds it. */
export async function holdSlot(number: number): Promise<Slot | undefined> {
  const [held, ...rest] = Array.from({ length: published.length + 1 }, (_, n) => firstPort + number * portsPerSlot + n);
  const server = await listen(held ?? firstPort);
  if (!server) return undefined;
  const ports = Object.fromEntries(published.map((name, index) => [name, rest[index]])) as Ports;
  return { number, ports, release: () => close(server) };
}

async function areFree(ports: number[]): Promise<boolean> {
  for (const port of ports) {
    const server = await listen(port);
    if (!server) return false;
    await close(server);
  }
  return true;
}

/** On loopback, without keeping the process alive; undefined where the port is taken. */
function listen(port: number): Promise<Server | undefined> {
  const server = createServer((socket) => socket.destroy()).unref();
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined));
    server.listen({ host: '127.0.0.1', port }, () => resolve(server));
  });
}

const close = (server: Server) => new Promise<void>((resolve) => server.close(() => resolve()));
