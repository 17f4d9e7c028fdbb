import { Inject, Injectable } from '@nestjs/common';
import type { PublicConfig } from '@initialsdb/config';
import type { CreateReport, Reported } from '@initialsdb/contracts';
import { reportListing } from '@initialsdb/database';
import { type Client, CONFIG, posterPseudonyms } from '@initialsdb/server';
import { Databases } from '../database/databases.js';
import { listingIsHidden, noSuchListing } from '../listings/listings.problems.js';
import { reportedBefore } from './reports.problems.js';

/** Takes in what readers report to the moderators. */
@Injectable()
export class ReportsService {
  constructor(
    @Inject(CONFIG) private readonly config: PublicConfig,
    private readonly databases: Databases,
  ) {}

  /** @throws {ProblemError} NOT_FOUND, GONE, DUPLICATE where this client has reported the listing before */
  async report(listingId: number, { reason, note }: CreateReport, client: Client): Promise<Reported> {
    const { client: reporter } = posterPseudonyms(this.config.posterHashKey, client);
    const report = { listingId, reason, note: note || null, reporter };
    const outcome = await reportListing(this.databases.writes.sql, report);
    if (outcome === 'missing') throw noSuchListing();
    if (outcome === 'hidden') throw listingIsHidden();
    if (outcome === 'duplicate') throw reportedBefore();
    return { listingId, reason };
  }
}
