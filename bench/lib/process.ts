import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { nodeFlags } from '../../tools/launcher/node-flags.js';

const readyTimeoutMs = 60_000;

/** One of the built servers, running as in production. */
export class ServerProcess {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
  ) {}

  /**
   * @param script such as `dist/apps/public-api/main.js`
   * @param ports the names of the variables of its two ports
   * @param environment all of its settings but the ports
   */
  static async start(
    script: string,
    ports: { port: string; managementPort: string },
    environment: Record<string, string>,
  ): Promise<ServerProcess> {
    const [port, managementPort] = [await freePort(), await freePort()];
    const child = spawn(process.execPath, [...nodeFlags, script], {
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'production',
        ...environment,
        [ports.port]: String(port),
        [ports.managementPort]: String(managementPort),
      },
      // The log's place in production is a pipe to the launcher, too.
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    child.stdout?.resume();
    const running = new ServerProcess(`http://127.0.0.1:${port}`, child);
    await running.ready(`http://127.0.0.1:${managementPort}/ready`, script);
    return running;
  }

  /** Memory that the process holds, in bytes. */
  residentBytes(): number {
    return 1024 * Number(execFileSync('ps', ['-o', 'rss=', '-p', String(this.child.pid)], { encoding: 'utf8' }));
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await exited;
  }

  private async ready(url: string, script: string): Promise<void> {
    for (const deadline = Date.now() + readyTimeoutMs; Date.now() < deadline; await sleep(100)) {
      if (this.child.exitCode !== null) throw new Error(`${script} ended with exit code ${this.child.exitCode}`);
      const answer = await fetch(url).catch(() => undefined);
      await answer?.body?.cancel();
      if (answer?.ok) return;
    }
    await this.stop();
    throw new Error(`${script} was not ready after ${readyTimeoutMs / 1000} s`);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
