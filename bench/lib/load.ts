import autocannon from 'autocannon';
import { median } from './statistics.js';

/** What one kind of request did under load. Times in milliseconds. */
export interface Load {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Answers that were not 2xx, and requests that got none. */
  failures: number;
}

export interface LoadTarget {
  name: string;
  url: string;
  /** Several requests are taken in turn. */
  paths?: readonly string[];
  headers?: Record<string, string>;
  connections?: number;
}

async function once(target: LoadTarget, seconds: number): Promise<Load> {
  const result = await autocannon({
    url: target.url,
    connections: target.connections ?? 8,
    duration: seconds,
    ...(target.paths && {
      requests: target.paths.map((path) => ({ method: 'GET' as const, path, headers: target.headers ?? {} })),
    }),
    ...(target.headers && { headers: target.headers }),
  });
  return {
    requestsPerSecond: result.requests.average,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    failures: result.non2xx + result.errors + result.timeouts,
  };
}

/**
 * Loads the targets in turn, A B C A B C …, so that a machine whose speed drifts treats all alike, and gives the median of each
 * figure over the rounds. A first round warms up and is not counted.
 */
export async function alternate(
  targets: readonly LoadTarget[],
  { rounds = 3, seconds = 3 } = {},
): Promise<Map<string, Load>> {
  const taken = new Map<string, Load[]>(targets.map(({ name }) => [name, []]));
  for (const target of targets) await once(target, 1);
  for (let round = 0; round < rounds; round += 1) {
    for (const target of targets) taken.get(target.name)?.push(await once(target, seconds));
  }
  return new Map(
    [...taken].map(([name, loads]) => [
      name,
      {
        requestsPerSecond: median(loads.map((load) => load.requestsPerSecond)),
        p50Ms: median(loads.map((load) => load.p50Ms)),
        p99Ms: median(loads.map((load) => load.p99Ms)),
        failures: loads.reduce((sum, load) => sum + load.failures, 0),
      },
    ]),
  );
}
