import { beforeAll } from '@jest/globals';
import type { BrowserContextOptions } from 'playwright-core';
import { ConsolePage } from './console-page.js';
import { useBoard } from './use-board.js';

const adminPassword = 'correct horse battery';
const password = 'a password of theirs';
const patienceMs = 60_000;

/**
 * Starts the product with the users `admin`, `ann` and `bob` (moderators) and `olga` (operator), and signs people in to its console
 * in browsers of their own.
 */
export function useConsole(env: Record<string, string> = {}) {
  const board = useBoard({
    POW_DIFFICULTY: '8',
    RATE_LIMIT_WRITES: '1000',
    FIRST_ADMIN_PASSWORD: adminPassword,
    ...env,
  });

  const url = () => board.product().adminUrl;

  async function open(path = '/listings', options: BrowserContextOptions = {}) {
    const visitor = await board.open(url(), path, options);
    return { ...visitor, console: new ConsolePage(visitor.page) };
  }

  async function signIn(username: string, path?: string, options?: BrowserContextOptions) {
    const visitor = await open(path, options);
    await visitor.console.signIn(username, username === 'admin' ? adminPassword : password);
    return visitor;
  }

  beforeAll(async () => {
    const origin = url();
    const headers = { Origin: origin, 'Content-Type': 'application/json' };
    const post = (path: string, body: unknown, cookie = '') =>
      fetch(`${origin}${path}`, { method: 'POST', headers: { ...headers, cookie }, body: JSON.stringify(body) });
    const session = await post('/api/session', { username: 'admin', password: adminPassword });
    const cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const people = { ann: 'moderator', bob: 'moderator', olga: 'operator' };
    for (const [username, role] of Object.entries(people)) {
      const { status } = await post('/api/users', { username, password, role }, cookie);
      if (status !== 201) throw new Error(`No user was made for ${username}: ${status}`);
    }
  }, patienceMs);

  return { product: board.product, visitBoard: board.visit, open, signIn };
}
