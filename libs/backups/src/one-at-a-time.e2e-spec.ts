import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestDatabase, type TestDatabase } from '@initialsdb/testing';
import { BackupBusyError } from './errors.js';
import { OneAtATime } from './one-at-a-time.js';

let test: TestDatabase;
let here: OneAtATime;
let elsewhere: OneAtATime;

const nothing = () => Promise.resolve();
const answer = (value: string) => () => Promise.resolve(value);

beforeAll(async () => {
  test = await startTestDatabase();
  here = new OneAtATime(test.settings.admin, nothing);
  elsewhere = new OneAtATime(test.settings.admin, nothing);
}, 60_000);

afterAll(async () => {
  await test?.drop();
});

describe('work on backups', () => {
  it('is refused while other work is under way, here or anywhere, and not after', async () => {
    const working = Promise.withResolvers<void>();
    const { done } = await here.begin(nothing, () => working.promise);
    for (const who of [here, elsewhere])
      await expect(who.begin(nothing, nothing)).rejects.toBeInstanceOf(BackupBusyError);
    working.resolve();
    await done;
    await (
      await elsewhere.begin(nothing, nothing)
    ).done;
  });

  it('waits for work whose outcome is out while it tidies up, as who has read that it is done must not be told that it isn’t', async () => {
    const events: string[] = [];
    const outcome = Promise.withResolvers<string>();
    const tidied = Promise.withResolvers<void>();
    const first = await here.begin(
      answer('first'),
      () => outcome.promise,
      () => tidied.promise,
    );
    outcome.resolve('done');
    await outcome.promise;
    const second = here.begin(async () => {
      events.push('second begins');
      return 'second';
    }, answer('second'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    events.push('tidied');
    tidied.resolve();
    expect(await first.done).toBe('done');
    await (
      await second
    ).done;
    expect(events).toEqual(['tidied', 'second begins']);
  });

  it('gives the lock back where it fails, or its tidying', async () => {
    const failing = () => Promise.reject(new Error('no'));
    for (const [work, tidy] of [
      [failing, nothing],
      [nothing, failing],
    ] as const) {
      const { done } = await here.begin(nothing, work, tidy);
      await expect(done).rejects.toThrow('no');
    }
    const { done } = await elsewhere.begin(answer('first'), answer('last'));
    expect(await done).toBe('last');
  });
});
