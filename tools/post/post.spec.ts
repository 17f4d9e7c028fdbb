import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { json } from 'node:stream/consumers';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { ProofOfWork } from '@initialsdb/proof-of-work/verifier';

// Each test starts processes, which takes seconds where the machine is busy.
jest.setTimeout(30_000);

const command = fileURLToPath(new URL('./post.mjs', import.meta.url));

interface Answer {
  status: number;
  headers?: Record<string, string>;
  body: object;
}

let server: Server;

/** The board's two routes, with the real verifier before `answer`, which gets the body of what the proof let through. */
async function serve(answer: (body: unknown) => Answer): Promise<{ url: string; verdicts: string[] }> {
  const pow = new ProofOfWork({ difficulty: 8, ttlMs: 60_000 });
  const verdicts: string[] = [];
  const bindingOf = (request: IncomingMessage) => ({ client: 'here', userAgent: request.headers['user-agent'] ?? '' });
  const respond = async (request: IncomingMessage): Promise<Answer> => {
    if (request.url === '/pow/challenge') return { status: 200, body: pow.issue(bindingOf(request)) };
    const verdict = pow.verify(request.headers['pow-solution'] as string | undefined, bindingOf(request));
    verdicts.push(verdict.ok ? 'ok' : verdict.code);
    return verdict.ok ? answer(await json(request)) : { status: 403, body: verdict };
  };
  server = createServer((request, response) => {
    void respond(request).then(({ status, headers, body }) => {
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, verdicts };
}

afterEach(() => {
  server.close();
  server.closeAllConnections();
});

/** Runs the command with `input` piped in. */
function run(args: string[], input = ''): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [command, ...args]);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => (stdout += chunk));
  child.stderr.on('data', (chunk) => (stderr += chunk));
  child.stdin.end(input);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
}

const created = { status: 201, body: { listing: { id: 7, body: 'x', createdAt: '' }, deleteToken: 'secret' } };

describe('initialsdb-post', () => {
  it('solves, posts what comes through the pipe, and prints address and delete token', async () => {
    const bodies: unknown[] = [];
    const { url, verdicts } = await serve((body) => {
      bodies.push(body);
      return created;
    });
    const { code, stdout, stderr } = await run(['--url', url], 'A bicycle\nalmost new\n');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`${url}/listings/7\nDelete token: secret\n`);
    expect(bodies).toEqual([{ body: 'A bicycle\nalmost new\n' }]);
    expect(verdicts).toEqual(['ok']);
  });

  it('posts its arguments, and prints JSON when asked', async () => {
    const { url } = await serve((body) => ({ ...created, body: { ...created.body, echo: body } }));
    const { stdout } = await run(['--url', url, '--json', '--threads', '1', 'A', 'bicycle']);
    expect(JSON.parse(stdout)).toMatchObject({ echo: { body: 'A bicycle' }, deleteToken: 'secret' });
  });

  it('solves afresh where its proof is refused', async () => {
    let asked = 0;
    const { url } = await serve(() =>
      ++asked === 1 ? { status: 403, body: { code: 'POW_EXPIRED', detail: 'Expired.' } } : created,
    );
    expect((await run(['--url', url, 'text'])).code).toBe(0);
  });

  it('says what the server said, fault by fault', async () => {
    const errors = [{ path: 'body', message: 'must not be empty' }];
    const { url } = await serve(() => ({ status: 400, body: { code: 'INVALID_INPUT', detail: 'Not valid.', errors } }));
    expect(await run(['--url', url], '\n')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'Not valid.\n  body: must not be empty\n',
    });
  });

  it('waits when told to and asked to', async () => {
    let asked = 0;
    const limited = {
      status: 429,
      headers: { 'Retry-After': '1' },
      body: { code: 'RATE_LIMITED', detail: 'Too many.' },
    };
    const { url } = await serve(() => (++asked === 1 ? limited : created));
    const { code, stderr } = await run(['--url', url, '--wait', 'text']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'Too many posts from here; going on in 1 s.\n' });
  });

  it('says that nobody answers, and how it is used', async () => {
    const { url } = await serve(() => created);
    server.close();
    server.closeAllConnections();
    expect(await run(['--url', url, 'text'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('did not answer'),
    });
    expect((await run(['--help'])).stdout).toContain('Usage');
    expect(await run(['--nonsense'])).toMatchObject({ code: 2 });
  });
});
