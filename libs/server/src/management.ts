import { createServer, type Server, type ServerResponse } from 'node:http';
import type { Metrics } from './metrics.js';
import type { Readiness } from './readiness.js';

const readinessLimitMs = 2000;

/** Health and metrics for the operator, on a port that is never the public one: /live, /ready, /metrics. */
export class ManagementServer {
  /** Set when the app begins to stop: it is not ready any more, though still alive. */
  isStopping = false;
  readonly server: Server;
  private checking: Promise<boolean> | undefined;

  constructor(
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
  ) {
    this.server = createServer((request, response) => {
      const [path] = (request.url ?? '/').split('?', 1);
      this.answer(request.method ?? 'GET', path ?? '/', response).catch(() => response.destroy());
    });
  }

  listen(port: number, host: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject).listen(port, host, () => {
        this.server.off('error', reject);
        resolve();
      });
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private async answer(method: string, path: string, response: ServerResponse): Promise<void> {
    response.setHeader('cache-control', 'no-store').setHeader('x-content-type-options', 'nosniff');
    if (method !== 'GET' && method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      return status(response, 405, 'method not allowed');
    }
    if (path === '/live') return status(response, 200, 'ok');
    if (path === '/ready')
      return (await this.isReady()) ? status(response, 200, 'ok') : status(response, 503, 'unavailable');
    if (path !== '/metrics') return status(response, 404, 'not found');
    response.setHeader('content-type', this.metrics.registry.contentType);
    response.end(await this.metrics.registry.metrics());
  }

  /** Several askers share one check, so that asking often costs the database little. */
  private async isReady(): Promise<boolean> {
    if (this.isStopping) return false;
    this.checking ??= withinLimit(this.readiness.check()).finally(() => (this.checking = undefined));
    return this.checking;
  }
}

async function withinLimit(check: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), readinessLimitMs)));
  const done = check.then(
    () => true,
    () => false,
  );
  return Promise.race([done, late]).finally(() => clearTimeout(timer));
}

function status(response: ServerResponse, code: number, text: string): void {
  response.statusCode = code;
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.end(JSON.stringify({ status: text }));
}
