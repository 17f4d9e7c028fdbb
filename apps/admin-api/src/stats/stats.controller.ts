import { Controller, Get } from '@nestjs/common';
import type { SlowestQueries, Stats } from '@initialsdb/contracts/admin';
import { AllowSignedIn } from '../access/access.guard.js';
import { StatsService } from './stats.service.js';

@Controller('api/stats')
export class StatsController {
  constructor(private readonly stats: StatsService) {}

  @Get()
  @AllowSignedIn()
  read(): Promise<Stats> {
    return this.stats.read();
  }

  @Get('queries')
  @AllowSignedIn()
  readQueries(): Promise<SlowestQueries> {
    return this.stats.readQueries();
  }
}
