import { challengeSchema, type Challenge } from '@initialsdb/contracts';
import { requestJson } from '@initialsdb/web';
import { paths } from '../paths.js';

/** Fetches a proof of work's challenge. */
export function getChallenge(signal: AbortSignal): Promise<Challenge> {
  return requestJson(challengeSchema, paths.api.challenge(), { signal });
}
