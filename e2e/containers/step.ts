import { it } from '@jest/globals';

let unfinished: string | undefined;

/**
 * One test of a story in which each builds on those before: where one did not pass (or never ended), the rest fail at once instead of waiting for
 * what can't come any more.
 */
export function step(name: string, run: () => Promise<void>) {
  it(name, () => expectToPass(name, run));
}

/** The step that did not pass; undefined while all have. */
export const failedStep = () => unfinished;

async function expectToPass(name: string, run: () => Promise<void>) {
  if (unfinished !== undefined) {
    const fault = new Error(`not tried, as this did not pass: ${unfinished}`);
    // Where it was thrown says nothing to anybody.
    fault.stack = fault.message;
    throw fault;
  }
  unfinished = name;
  await run();
  unfinished = undefined;
}
