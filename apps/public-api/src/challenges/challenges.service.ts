import { Injectable } from '@nestjs/common';
import type { Challenge } from '@initialsdb/contracts';
import { type Binding, ProofOfWork } from '@initialsdb/proof-of-work/verifier';
import { Metrics } from '@initialsdb/server';

@Injectable()
export class ChallengesService {
  private readonly issued;

  constructor(
    private readonly proofOfWork: ProofOfWork,
    metrics: Metrics,
  ) {
    this.issued = metrics.counter('pow_challenges_issued_total', 'Challenges that were given out.');
  }

  issue(binding: Binding): Challenge {
    this.issued.inc();
    return this.proofOfWork.issue(binding);
  }
}
