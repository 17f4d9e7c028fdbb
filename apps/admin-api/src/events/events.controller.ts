import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AllowSignedIn } from '../access/access.guard.js';
import { readSessionCookie } from '../sessions/session-cookie.js';
import { EventStreams } from './event-streams.js';

@Controller('api/events')
export class EventsController {
  constructor(private readonly streams: EventStreams) {}

  @Get()
  @AllowSignedIn()
  open(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.streams.open(reply, readSessionCookie(request));
  }
}
