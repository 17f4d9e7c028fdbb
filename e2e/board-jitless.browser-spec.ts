import { expect, it } from '@jest/globals';
import { useBoard } from './use-board.js';

const { visit } = useBoard({ POW_DIFFICULTY: '12' }, { jitless: true });

it('posts from a browser that compiles nothing', async () => {
  const { board, page } = await visit();
  expect(await page.evaluate('typeof WebAssembly')).toBe('undefined');
  const body = 'Written in lockdown mode';
  await board.post(body);
  expect(await board.items.first().innerText()).toContain(body);
});
