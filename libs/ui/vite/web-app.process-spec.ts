import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, get, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const repository = resolve(import.meta.dirname, '../../..');
let api: Server;
let folder: string;
let vite: ChildProcess;
let port: number;

/** Vite by its command, as `docker/debug` runs it; the API that it is to ask is one here, which tells what reached it. */
beforeAll(async () => {
  api = createServer((request, response) => {
    response.end(JSON.stringify({ url: request.url, host: request.headers.host, origin: request.headers.origin }));
  });
  api.listen(0, '127.0.0.1');
  await once(api, 'listening');
  // Inside the repository, for a configuration finds its packages from where it is.
  const prepared = join(repository, 'node_modules/.vite');
  mkdirSync(prepared, { recursive: true });
  folder = mkdtempSync(join(prepared, 'test-'));
  const { port: apiPort } = api.address() as AddressInfo;
  const app = JSON.stringify({ name: 'admin-web', apiPort, initialScriptMaxKilobytes: 1 });
  writeFileSync(
    join(folder, 'vite.config.ts'),
    `import { webApp } from ${JSON.stringify(join(import.meta.dirname, 'web-app.js'))};
    export default { ...webApp(${app}), cacheDir: ${JSON.stringify(folder)} };`,
  );
  const options = ['--config', join(folder, 'vite.config.ts'), '--host', '127.0.0.1', '--port', '0'];
  vite = spawn(join(repository, 'node_modules/.bin/vite'), options, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NO_COLOR: '1' },
  });
  port = await portSaid(vite);
}, 60_000);

afterAll(async () => {
  if (vite?.kill()) await once(vite, 'exit');
  api?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function portSaid({ stdout }: ChildProcess): Promise<number> {
  for await (const line of createInterface({ input: stdout! })) {
    const said = /http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1];
    if (said) return Number(said);
  }
  throw new Error('Vite ended without a word about its port.');
}

async function ask(path: string, headers: Record<string, string> = {}) {
  const [response] = (await once(get({ host: '127.0.0.1', port, path, headers }), 'response')) as [
    AsyncIterable<Buffer> & { statusCode: number; headers: IncomingHttpHeaders },
  ];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode, headers: response.headers, text: Buffer.concat(chunks).toString() };
}

describe("a web app's development server", () => {
  it.each(['/api/session', '/pow/challenge?x=%20', '/feed.atom'])('passes %s on to the API', async (path) => {
    expect(JSON.parse((await ask(path)).text)).toMatchObject({ url: path });
  });

  it('names the host that the browser named, which the console compares with the origin', async () => {
    const headers = { host: 'localhost:5174', origin: 'http://localhost:5174' };
    expect(JSON.parse((await ask('/api/session', headers)).text)).toMatchObject(headers);
  });

  it('serves the page of any route itself, with the theme set before it is painted', async () => {
    const page = await ask('/reports', { accept: 'text/html' });
    expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html' } });
    expect(page.text).toContain('<script src="/before-paint.js">');
    expect((await ask('/before-paint.js')).headers['content-type']).toBe('text/javascript');
  });
});
