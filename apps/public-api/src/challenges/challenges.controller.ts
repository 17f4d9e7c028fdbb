import { Controller, Get, Header, Req } from '@nestjs/common';
import type { Challenge } from '@initialsdb/contracts';
import { powBinding, Spends } from '@initialsdb/guards';
import type { FastifyRequest } from 'fastify';
import { ChallengesService } from './challenges.service.js';

@Controller('pow/challenge')
export class ChallengesController {
  constructor(private readonly challenges: ChallengesService) {}

  @Get()
  @Spends('challenges')
  @Header('cache-control', 'no-store')
  issue(@Req() request: FastifyRequest): Challenge {
    return this.challenges.issue(powBinding(request));
  }
}
