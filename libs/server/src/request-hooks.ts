import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Client, ClientAddresses } from './client-address.js';
import { lingerOnClose } from './lingering-close.js';
import type { Metrics } from './metrics.js';
import { type ProblemError, unavailable } from './problem-error.js';
import { problemOfStatus } from './problem.filter.js';
import { hasBody } from './read-body.js';
import { securityHeaders, strictTransportSecurityOf } from './security-headers.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sent the request, decided once when its headers arrive. */
    client: Client;
    /** Whether the browser speaks HTTPS, as far as a trusted proxy says so. */
    isHttps: boolean;
  }
}

export interface ServerState {
  /** Set when the app begins to stop. */
  readonly isStopping: boolean;
  /** Requests that are not answered yet. */
  inFlight: number;
}

/** Who may send requests at all: nothing where it is fine, else what everything of that client is answered with. */
export type Admission = (client: Client) => ProblemError | undefined;

/** What happens to every request: its client is decided, its answer gets the security headers, and it is counted. */
export function addRequestHooks(
  instance: FastifyInstance,
  addresses: ClientAddresses,
  metrics: Metrics,
  logger: Logger,
  state: ServerState,
  admission: Admission = () => undefined,
): void {
  instance.decorateRequest('client');
  instance.decorateRequest('isHttps', false);

  instance.addHook('onRequest', (request, reply, done) => {
    state.inFlight += 1;
    const peer = request.raw.socket.remoteAddress;
    request.client = addresses.resolve(peer, joined(request.headers['x-forwarded-for']));
    void reply.headers(securityHeaders);
    request.isHttps = isHttps(addresses, request);
    const transportSecurity = request.isHttps ? strictTransportSecurityOf(request.headers.host) : undefined;
    if (transportSecurity) void reply.header('strict-transport-security', transportSecurity);
    if (state.isStopping) return done(unavailable('The service is stopping.', 5));
    done(admission(request.client) ?? (request.headers.host === undefined ? problemOfStatus(400) : undefined));
  });

  instance.addHook('onSend', (request, reply, _payload, done) => {
    if (state.isStopping) void reply.header('connection', 'close');
    if (!isBodyUnderWay(request)) return done();
    // A small body has often come with the head and is parsed right after it: then the connection can stay.
    setImmediate(() => {
      if (isBodyUnderWay(request)) {
        void reply.header('connection', 'close');
        lingerOnClose(request.raw.socket);
      }
      done();
    });
  });

  instance.addHook('onResponse', (request, reply, done) => {
    state.inFlight -= 1;
    const route = request.routeOptions.url ?? 'unmatched';
    metrics.countRequest(request.method, route, reply.statusCode, reply.elapsedTime);
    logRequest(logger, request, reply, route);
    done();
  });
}

/** Whether an answer is ready before the request has ended. */
function isBodyUnderWay({ raw }: FastifyRequest): boolean {
  return !raw.complete && hasBody(raw);
}

/** Writes and failures are worth a line each; the many reads are not. */
function logRequest(logger: Logger, request: FastifyRequest, reply: FastifyReply, route: string): void {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const level = isRead && reply.statusCode < 500 ? 'debug' : 'info';
  if (!logger.isLevelEnabled(level)) return;
  const ms = Math.round(reply.elapsedTime * 10) / 10;
  logger[level]({ reqId: request.id, method: request.method, route, status: reply.statusCode, ms }, 'request');
}

function isHttps(addresses: ClientAddresses, request: FastifyRequest): boolean {
  const scheme = joined(request.headers['x-forwarded-proto']);
  return scheme?.trim().toLowerCase() === 'https' && addresses.isTrustedProxy(request.raw.socket.remoteAddress);
}

function joined(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(',') : header;
}
