import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import { type ProblemCode, problemMediaType } from '@initialsdb/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError } from './problem-error.js';

/** What is known of an error that is not ours, such as a driver's: the problem to tell whoever sent the request, or nothing. */
export type ProblemMapper = (error: unknown, request: FastifyRequest) => ProblemError | undefined;

const internal = new ProblemError('INTERNAL', 'Something went wrong here. It has been recorded.');

/** Shapes every error body of an API; what no client should see goes to the log alone. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly mappers: readonly ProblemMapper[]) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const problem = this.problemOf(error, request);
    if (problem === internal) request.log.error({ reqId: request.id, err: error }, 'request failed');
    else if (problem.status >= 500)
      request.log.warn({ reqId: request.id, err: problem.cause ?? problem }, problem.detail);
    sendProblem(http.getResponse<FastifyReply>(), problem);
  }

  private problemOf(error: unknown, request: FastifyRequest): ProblemError {
    if (error instanceof ProblemError) return error;
    for (const mapper of this.mappers) {
      const problem = mapper(error, request);
      if (problem) return problem;
    }
    return problemOfStatus(statusOf(error));
  }
}

/** Answers with a problem, unless the answer has begun already. */
export function sendProblem(reply: FastifyReply, problem: ProblemError): void {
  if (reply.sent || reply.raw.headersSent) return;
  void reply
    .code(problem.status)
    .headers(problem.headers)
    .header('content-type', problemMediaType)
    .header('cache-control', 'no-store')
    // As bytes, because Fastify adds a charset to text, and this media type has none (RFC 9457).
    .send(Buffer.from(JSON.stringify(problem.toBody())));
}

/** A problem for an error that has nothing but a status, as the framework's have; their messages are not shown. */
export function problemOfStatus(status: number): ProblemError {
  const [code, detail] = byStatus[status] ?? (status < 500 ? byStatus[400]! : [undefined, '']);
  return code ? new ProblemError(code, detail) : internal;
}

const byStatus: Record<number, [ProblemCode, string]> = {
  400: ['INVALID_INPUT', 'The request is malformed.'],
  401: ['UNAUTHENTICATED', 'This needs a sign-in.'],
  403: ['FORBIDDEN', 'This is not allowed.'],
  404: ['NOT_FOUND', 'There is nothing at this address.'],
  405: ['METHOD_NOT_ALLOWED', 'This address does not take that method.'],
  413: ['BODY_TOO_LARGE', 'The request body is too large.'],
  415: ['UNSUPPORTED_MEDIA_TYPE', 'The request body is of a type that is not taken here.'],
  503: ['UNAVAILABLE', 'The service cannot answer just now.'],
};

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 ? status : 500;
}
