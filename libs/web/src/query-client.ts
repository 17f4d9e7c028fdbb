import { MutationCache, QueryCache, QueryClient, type Query } from '@tanstack/react-query';
import { ApiError, NoAnswerError } from './http.js';

const retriesMax = 1;
const retryDelayMs = 1_000;
const recoveryIntervalMs = 5_000;
const cachedMs = 30 * 60_000;

/** A fault that may pass by itself: no answer, or a server that says so. */
function isPassing(error: Error): boolean {
  return error instanceof NoAnswerError || (error instanceof ApiError && error.code === 'UNAVAILABLE');
}

/**
 * For `refetchInterval`: a page that shows a fault instead of its content asks again by itself, after the time that the server
 * named or every few seconds. It is not used where there is content to look at.
 */
export function retryWhileNothingIsShown(query: { state: Pick<Query['state'], 'data' | 'error'> }): number | false {
  const { data, error } = query.state;
  if (data !== undefined || !(error instanceof Error)) return false;
  if (error instanceof ApiError && error.code === 'RATE_LIMITED') return error.retryAfterMs ?? recoveryIntervalMs;
  return isPassing(error) ? recoveryIntervalMs : false;
}

/** @param onError hears of every request that failed for good, whoever asked for it */
export function createQueryClient(onError?: (error: Error) => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        // A machine without a network may well be the one that the board runs on.
        networkMode: 'always',
        retry: (failures, error) => failures < retriesMax && isPassing(error),
        retryDelay: retryDelayMs,
        gcTime: cachedMs,
      },
      mutations: { networkMode: 'always' },
    },
  });
}
