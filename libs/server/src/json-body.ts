import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { decodeJson } from './decode-json.js';
import { inputProblem } from './input-problem.js';
import { readBody } from './read-body.js';

/** A schema by itself has a `transform` and would be taken for a pipe. */
interface Expected {
  body: z.core.$ZodType;
}

const readJsonBody = createParamDecorator(async ({ body: schema }: Expected, context: ExecutionContext) => {
  const http = context.switchToHttp();
  const request = http.getRequest<FastifyRequest>();
  const bytes = await readBody(request.raw, http.getResponse<FastifyReply>().raw, request.routeOptions.bodyLimit);
  const result = z.core.safeParse(schema, decodeJson(bytes));
  if (!result.success) throw inputProblem(result.error);
  return result.data;
});

/**
 * The JSON body of a request, read and checked when all guards have let the request through. Its limit is the server's `bodyLimit`.
 *
 * @throws {ProblemError} INVALID_INPUT, BODY_TOO_LARGE
 */
export const JsonBody = (schema: z.core.$ZodType): ParameterDecorator => readJsonBody({ body: schema });
