import autocannon from 'autocannon';
import { median } from './statistics.js';

/** What one kind of request did under load. Times in milliseconds. */
export interface Load {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Answers of another status than the expected, and requests that got none. */
  failures: number;
}

export interface LoadTarget {
  name: string;
  url: string;
  /** Several requests are taken in turn. */
  paths?: readonly string[];
  headers?: Record<string, string>;
  connections?: number;
  /** Status of every answer; default 200. */
  expected?: number;
}

/** How long is measured: that many rounds, and so many seconds of each target in each. */
export interface Patience {
  rounds: number;
  seconds: number;
}

/** Loads one target for some seconds or with some number of requests. */
export async function request(target: LoadTarget, extent: { seconds: number } | { amount: number }): Promise<Load> {
  const result = await autocannon({
    url: target.url,
    connections: target.connections ?? 8,
    ...('amount' in extent ? { amount: extent.amount } : { duration: extent.seconds }),
    ...(target.paths && {
      requests: target.paths.map((path) => ({ method: 'GET' as const, path, headers: target.headers ?? {} })),
    }),
    ...(target.headers && { headers: target.headers }),
  });
  const statuses = Object.entries(result.statusCodeStats ?? {});
  const unexpected = statuses
    .filter(([status]) => Number(status) !== (target.expected ?? 200))
    .reduce((sum, [, { count = 0 }]) => sum + count, 0);
  return {
    requestsPerSecond: result.requests.average,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    failures: result.errors + result.timeouts + unexpected,
  };
}

/**
 * Loads the targets in turn, A B C A B C …, so that a machine whose speed drifts treats all alike, and gives the median of each
 * figure over the rounds. A first round warms up and is not counted.
 */
export async function alternate(
  targets: readonly LoadTarget[],
  { rounds, seconds }: Patience,
): Promise<Map<string, Load>> {
  const taken = new Map<string, Load[]>(targets.map(({ name }) => [name, []]));
  for (const target of targets) await request(target, { seconds: 1 });
  for (let round = 0; round < rounds; round += 1) {
    for (const target of targets) taken.get(target.name)?.push(await request(target, { seconds }));
  }
  const failed = targets.find(({ name }) => taken.get(name)?.some(({ failures }) => failures > 0));
  if (failed) throw new Error(`Not every request of "${failed.name}" was answered as expected; the figures would lie.`);
  return new Map(
    [...taken].map(([name, loads]) => [
      name,
      {
        requestsPerSecond: median(loads.map((load) => load.requestsPerSecond)),
        p50Ms: median(loads.map((load) => load.p50Ms)),
        p99Ms: median(loads.map((load) => load.p99Ms)),
        failures: 0,
      },
    ]),
  );
}
