import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ProductHome } from '@initialsdb/testing/product-home';

const patienceMs = 120_000;

let home: ProductHome;

// One for all tests, so the first of them makes the database and the others find it.
beforeAll(async () => {
  home = await ProductHome.create();
});

afterEach(() => home.settle(), patienceMs);
afterAll(() => home.remove(), patienceMs);

describe('make seed', () => {
  it(
    'adds as many listings as are asked for, with the product running or not',
    async () => {
      await (await home.start()).stop();
      const alone = home.run('seed', { args: ['600'] });
      expect(await alone.ends()).toBe(0);
      const before = Number(/600 listings added, ([\d,]+) on the board$/m.exec(alone.output)?.[1]?.replace(',', ''));
      expect(home.embedded().status()).toBeUndefined();

      await home.start();
      const beside = home.run('seed', { args: ['100'] });
      expect(await beside.ends()).toBe(0);
      const [texts] = await home.query('SELECT count(DISTINCT body)::int AS count FROM listings');
      expect(texts).toEqual({ count: before + 100 });
      const answer = await fetch(`http://127.0.0.1:${home.ports[0]}/api/listings/count`);
      expect(await answer.json()).toEqual({ count: before + 100 });
    },
    patienceMs,
  );

  it('says what it wants where it is given no number', async () => {
    const seed = home.run('seed', { args: ['many'] });
    expect(await seed.ends()).toBe(1);
    expect(seed.output).toMatch(/N must be a whole number from 1 to \d+, not "many"/);
  });
});

describe('make migrate', () => {
  it(
    'works on the database of the settings and stops its server again, also with the kept passwords lost',
    async () => {
      await (await home.start()).stop();
      rmSync(join(home.dataDir, 'credentials.json'));
      const migrate = home.run('migrate');
      expect(await migrate.ends()).toBe(0);
      expect(migrate.output).toMatch(/^migrations +up to date$/m);
      expect(home.embedded().status()).toBeUndefined();
    },
    patienceMs,
  );
});
