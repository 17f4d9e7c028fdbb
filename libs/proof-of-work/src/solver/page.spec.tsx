import { afterEach, describe, expect, it } from '@jest/globals';
import { thisPage } from './page.js';

/** Gives `object` a property for the length of a test. */
const given: { object: object; name: string }[] = [];
function give(object: object, name: string, value: unknown): void {
  Object.defineProperty(object, name, { configurable: true, get: () => value });
  given.push({ object, name });
}

afterEach(() => {
  for (const { object, name } of given.splice(0)) Reflect.deleteProperty(object, name);
});

async function workersWith(cores: number | undefined, battery?: { charging: boolean; level: number }) {
  give(navigator, 'hardwareConcurrency', cores);
  if (battery) give(navigator, 'getBattery', () => Promise.resolve(battery));
  const page = thisPage();
  await Promise.resolve();
  return page.workers();
}

describe('workers of this page', () => {
  it.each([
    [1, 1],
    [2, 1],
    [3, 3],
    [4, 4],
    [8, 8],
    [64, 8],
    [undefined, 1],
  ])('with %p cores are %p', async (cores, workers) => {
    expect(await workersWith(cores)).toBe(workers);
  });

  it.each([
    ['low', { charging: false, level: 0.2 }, 1],
    ['low and charging', { charging: true, level: 0.1 }, 8],
    ['half full', { charging: false, level: 0.5 }, 8],
  ])('with a battery that is %s are as many as it bears', async (_, battery, workers) => {
    expect(await workersWith(8, battery)).toBe(workers);
  });

  it('follow the battery, and do without one that the browser keeps to itself', async () => {
    const battery = { charging: false, level: 0.5 };
    give(navigator, 'hardwareConcurrency', 8);
    give(navigator, 'getBattery', () => Promise.resolve(battery));
    const page = thisPage();
    await Promise.resolve();
    expect(page.workers()).toBe(8);
    battery.level = 0.1;
    expect(page.workers()).toBe(1);
    give(navigator, 'getBattery', () => Promise.reject(new DOMException('', 'NotAllowedError')));
    expect(thisPage().workers()).toBe(8);
  });
});

describe('the life of this page', () => {
  /** A page, and what it was whenever it told of a change. */
  function watch() {
    const page = thisPage();
    const changes: { hidden: boolean; frozen: boolean }[] = [];
    const end = page.onChange(() => changes.push({ hidden: page.isHidden(), frozen: page.isFrozen() }));
    return { page, changes, end };
  }

  it('is hidden as the document is, and tells when that changes', () => {
    const { page, changes, end } = watch();
    expect(page.isHidden()).toBe(false);
    give(document, 'hidden', true);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(changes).toEqual([{ hidden: true, frozen: false }]);
    end();
  });

  it('is frozen from being left to coming back', () => {
    const { changes, end } = watch();
    window.dispatchEvent(new Event('pagehide'));
    window.dispatchEvent(new Event('pageshow'));
    expect(changes.map(({ frozen }) => frozen)).toEqual([true, false]);
    end();
  });

  it('is not listened to any more once that was ended', () => {
    const { changes, end } = watch();
    end();
    document.dispatchEvent(new Event('visibilitychange'));
    window.dispatchEvent(new Event('pagehide'));
    expect(changes).toEqual([]);
  });
});
