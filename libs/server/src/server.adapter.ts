import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type FastifyBaseLogger, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { answerClientError } from './client-error.js';
import { KnownRoutes } from './known-routes.js';
import { ProblemError } from './problem-error.js';
import type { ServerState } from './request-hooks.js';
import { problemOfStatus, sendProblem } from './problem.filter.js';
import { expectContinue } from './read-body.js';
import { routableUrl } from './routable-url.js';
import { securityHeaders } from './security-headers.js';

/** Limits of a connection and of a request on it. */
export interface ConnectionLimits {
  headersTimeoutMs: number;
  /** From the first byte of a request to the last of its body; who sends slower is cut off. */
  requestTimeoutMs: number;
  /** How often the two above are looked at. */
  checkIntervalMs: number;
  keepAliveTimeoutMs: number;
  idleSocketMs: number;
  maxHeaderBytes: number;
}

const defaultLimits: ConnectionLimits = {
  headersTimeoutMs: 5_000,
  requestTimeoutMs: 10_000,
  checkIntervalMs: 1_000,
  // Longer than a reverse proxy's usual minute, so that it is the proxy that closes idle connections.
  keepAliveTimeoutMs: 65_000,
  idleSocketMs: 75_000,
  maxHeaderBytes: 16 * 1024,
};

export interface AdapterSettings {
  /** Most bytes of a request body; a route reads it itself, after its guards. */
  bodyLimitBytes: number;
  logger: FastifyBaseLogger;
  limits?: Partial<ConnectionLimits>;
}

/** Nest's Fastify adapter with strict limits, no body parsers, and 405 where a path exists but not for that method. */
export class ServerAdapter extends FastifyAdapter implements ServerState {
  isStopping = false;
  inFlight = 0;
  private readonly routes: KnownRoutes;

  constructor({ bodyLimitBytes, logger, limits: changed }: AdapterSettings) {
    const limits = { ...defaultLimits, ...changed };
    super({
      skipMiddie: true,
      loggerInstance: logger,
      // Making a logger per request costs more than all of its lines; they name the request's id themselves.
      childLoggerFactory: () => logger,
      logController: new LogController({ disableRequestLogging: true }),
      bodyLimit: bodyLimitBytes,
      requestTimeout: limits.requestTimeoutMs,
      keepAliveTimeout: limits.keepAliveTimeoutMs,
      connectionTimeout: limits.idleSocketMs,
      forceCloseConnections: 'idle',
      return503OnClosing: false,
      rewriteUrl: ({ url }: { url?: string | undefined }) => routableUrl(url ?? '/'),
      routerOptions: {
        maxParamLength: limits.maxHeaderBytes,
        querystringParser: () => ({}),
      },
      http: {
        headersTimeout: limits.headersTimeoutMs,
        connectionsCheckingInterval: limits.checkIntervalMs,
        maxHeaderSize: limits.maxHeaderBytes,
        // Node's own answer to a request without Host lacks the security headers; the request hooks give it.
        requireHostHeader: false,
      },
      clientErrorHandler: answerClientError,
      frameworkErrors: (_error: Error, _request: FastifyRequest, reply: FastifyReply) => {
        void reply.headers(securityHeaders);
        sendProblem(reply, problemOfStatus(400));
      },
    });
    this.routes = new KnownRoutes(this.instance);
    this.leaveBodiesAlone();
  }

  override beforeClose(): void {
    this.isStopping = true;
    super.beforeClose();
  }

  override setNotFoundHandler(handler: (request: FastifyRequest, reply: FastifyReply) => unknown) {
    return super.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
      const allow = this.routes.allowed(request.url.split('?', 1)[0] ?? '/').join(', ');
      if (allow === '') return handler(request, reply);
      throw new ProblemError('METHOD_NOT_ALLOWED', `This address takes ${allow}.`, { headers: { allow } });
    });
  }

  /** Bodies are read by the routes, after their guards, and no client is told to go on before that. */
  private leaveBodiesAlone(): void {
    this.instance.removeAllContentTypeParsers();
    this.instance.addContentTypeParser('*', (_request: unknown, _payload: unknown, done: (error: null) => void) =>
      done(null),
    );
    const { server } = this.instance;
    server.on('checkContinue', (request, response) => {
      expectContinue(request);
      server.emit('request', request, response);
    });
    // Expectations that nobody knows are no reason to answer before the hooks do, as Node would with a 417.
    server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  }
}
