import type { Rates, RatesRequest } from '../page-api.js';
import { makeSearchers } from './searchers.js';

const scope = globalThis as unknown as {
  postMessage(rates: Rates): void;
  onmessage: ((event: MessageEvent<RatesRequest>) => void) | null;
};
scope.onmessage = ({ data }) => {
  void measure(data).then((rates) => {
    scope.postMessage(rates);
  });
};

/** In turn, so that a machine whose speed drifts treats all alike; a first round warms up and isn't counted. */
async function measure({ names, rounds, forMs }: RatesRequest): Promise<Rates> {
  const searchers = await makeSearchers();
  const rates: Rates = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const startedAt = performance.now();
      let hashes = 0;
      while (performance.now() - startedAt < forMs) hashes += await searchers[name]!();
      if (round > 0) rates[name]!.push((1000 * hashes) / (performance.now() - startedAt));
    }
  }
  return rates;
}
