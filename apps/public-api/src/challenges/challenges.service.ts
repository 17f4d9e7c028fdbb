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
    this.issued = metrics.counter('pow_challenges_issued_total', 'Challenges by difficulty, as log2 of hashes.', [
      'difficulty',
    ]);
  }

  issue(binding: Binding): Challenge {
    const challenge = this.proofOfWork.issue(binding);
    this.issued.inc({ difficulty: challenge.bits + Math.log2(challenge.puzzles) });
    return challenge;
  }
}
