import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { powSolutionHeader } from '@initialsdb/contracts';
import { type Acceptance, type Binding, ProofOfWork } from '@initialsdb/proof-of-work/verifier';
import { Metrics, ProblemError, unavailable } from '@initialsdb/server';
import type { FastifyRequest } from 'fastify';
import { GUARD_SETTINGS, type GuardSettings } from './guard-settings.js';
import { spends } from './spends.js';

const solutionHeader = powSolutionHeader.toLowerCase();
const solveSecondsBuckets = [0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 64, 128];

/** Lets a request through that carries a fresh proof of work of its own client, once. */
@Injectable()
export class ProofOfWorkGuard implements CanActivate {
  private readonly accepted;
  private readonly seconds;

  constructor(
    @Inject(GUARD_SETTINGS) private readonly settings: GuardSettings,
    private readonly proofOfWork: ProofOfWork,
    private readonly metrics: Metrics,
  ) {
    this.accepted = metrics.counter('pow_solutions_accepted_total', 'Solutions that were let through.');
    this.seconds = metrics.histogram('pow_solution_age_seconds', 'From challenge to use.', solveSecondsBuckets);
    metrics.gauge('pow_difficulty', 'What a new client is asked for, as log2 of hashes.', () =>
      proofOfWork.currentDifficulty(),
    );
  }

  canActivate(context: ExecutionContext): boolean {
    if (!this.settings.proofOfWork.isEnabled || !spends(context, 'proof-of-work')) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const verdict = this.proofOfWork.verify(solutionOf(request), powBinding(request));
    if (verdict.ok) return this.accept(verdict);
    this.metrics.countRefusal('proof-of-work', verdict.code);
    throw verdict.code === 'UNAVAILABLE'
      ? unavailable(verdict.detail, 10)
      : new ProblemError(verdict.code, verdict.detail);
  }

  private accept({ ageMs }: Acceptance): true {
    this.accepted.inc();
    this.seconds.observe(ageMs / 1000);
    return true;
  }
}

/** What a token is bound to: the client and its User-Agent. */
export function powBinding(request: FastifyRequest): Binding {
  return { client: request.client.key, userAgent: request.headers['user-agent'] ?? '' };
}

/** The header as it came; Node joins repeated ones with commas, which no solution holds. */
function solutionOf(request: FastifyRequest): string | undefined {
  const header = request.headers[solutionHeader];
  return Array.isArray(header) ? header.join(', ') : header;
}
