import { Controller, Get, Req, Res } from '@nestjs/common';
import { SpendsNothing } from '@initialsdb/guards';
import { entityOf, sendEntity } from '@initialsdb/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { openApiDocument } from './document.js';

@Controller('api/openapi.json')
export class OpenApiController {
  private readonly document = entityOf(JSON.stringify(openApiDocument()));

  @Get()
  @SpendsNothing()
  find(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    sendEntity(request, reply, this.document);
  }
}
