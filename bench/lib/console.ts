import { generatePassword, putUser } from '@initialsdb/database';
import type { DatabaseTarget } from '../../tools/database/target.js';
import type { Bench } from './bench.js';
import { withOwner } from './seeded-database.js';
import type { ServerProcess } from './process.js';

const username = 'bench';

/** The admin API on a database, and the cookie of an admin who is signed in there. */
export async function openConsole(
  bench: Bench,
  target: DatabaseTarget,
): Promise<{ server: ServerProcess; cookie: string }> {
  const password = generatePassword();
  await withOwner(target, ({ sql }) => putUser(sql, { username, role: 'admin', password }));
  const server = await bench.admin(target);
  const answer = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ username, password }),
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(';', 1)[0];
  if (!answer.ok || cookie === undefined) throw new Error(`The console refused the sign-in: ${await answer.text()}`);
  return { server, cookie };
}
