import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { json } from 'node:stream/consumers';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { ProofOfWork } from '@initialsdb/proof-of-work/verifier';

// Each test starts processes, which takes seconds where the machine is busy.
jest.setTimeout(30_000);

const command = fileURLToPath(new URL('./post.mjs', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));

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

interface Surroundings {
  program?: string;
  cwd?: string;
  environment?: Record<string, string>;
}

/** Runs the command, or another program, with `input` piped in. */
function run(
  args: string[],
  input = '',
  { program, cwd, environment }: Surroundings = {},
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(program ?? process.execPath, program ? args : [command, ...args], {
    cwd,
    env: { ...process.env, ...environment },
  });
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

  it('draws a bar on a terminal, puzzle by puzzle, and leaves nothing of it', async () => {
    const { url } = await serve(() => created);
    const onTerminal = ['--import', 'data:text/javascript,process.stderr.isTTY=true', command];
    const { stderr } = await run([...onTerminal, '--url', url, 'text'], '', { program: process.execPath });
    const lines = stderr.split('\r').slice(1);
    expect(lines).toHaveLength(10);
    expect(lines[0]).toBe(`Proof of work (2^8 hashes) ${'░'.repeat(32)} 0/8`);
    expect(lines[4]).toBe(`Proof of work (2^8 hashes) ${'█'.repeat(16)}${'░'.repeat(16)} 4/8`);
    expect(lines.slice(8)).toEqual([' '.repeat(lines[0]!.length), '']);
    const quiet = await run([...onTerminal, '--url', url, '--quiet', 'text'], '', { program: process.execPath });
    expect(quiet.stderr).toBe('');
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
    expect(await run(['--url', url, 'text'])).toEqual({
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
    const { url } = await serve(() => (++asked <= 2 ? limited : created));
    expect(await run(['--url', url, 'text'])).toMatchObject({ code: 1, stderr: 'Too many.\n' });
    const { code, stderr } = await run(['--url', url, '--wait', 'text']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'Too many. Going on in 1 s.\n' });
  });

  it('says that nobody answers, or somebody else', async () => {
    const { url } = await serve(() => created);
    expect(await run(['--url', `${url}/pow/challenge`, 'text'])).toMatchObject({ code: 0 });
    server.removeAllListeners('request').on('request', (_, response) => response.end('<html>'));
    expect(await run(['--url', url, 'text'])).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('without JSON'),
    });
    server.close();
    server.closeAllConnections();
    expect(await run(['--url', url, 'text'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('did not answer'),
    });
  });

  it.each([
    ['an unknown option', ['--nonsense', 'text'], "Unknown option '--nonsense'"],
    ['threads that are no number', ['--threads', 'many', 'text'], '--threads must be a whole number'],
    ['no threads at all', ['--threads', '0', 'text'], '--threads must be a whole number'],
    ['an address without http', ['--url', 'localhost:8080', 'text'], '--url must be an address'],
    ['nothing to post', [], 'There is no text to post.'],
    ['only white space', ['  '], 'There is no text to post.'],
  ])('ends with 2 and a reason when given %s', async (_, args, reason) => {
    expect(await run(args)).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining(reason) });
  });

  it('tells how it is used', async () => {
    expect(await run(['--help'])).toEqual({ code: 0, stdout: expect.stringContaining('Usage'), stderr: '' });
  });

  it.each([
    ['the repository', ['.']],
    ['its own folder', ['./tools/post']],
    ['its name, inside the repository', ['initialsdb-post']],
    ['its name, from elsewhere', ['--yes', '--package', root, 'initialsdb-post']],
  ])('runs by npx with %s, offline and without installing anything', async (_, args) => {
    const cache = mkdtempSync(join(tmpdir(), 'npx-'));
    const { url } = await serve(() => created);
    const environment = { npm_config_cache: cache, npm_config_offline: 'true', npm_config_loglevel: 'error' };
    const cwd = args.length === 1 ? root : cache;
    const { code, stdout } = await run([...args, '--url', url, 'text'], '', { program: 'npx', cwd, environment });
    rmSync(cache, { recursive: true, force: true });
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${url}/listings/7\nDelete token: secret\n` });
  });
});
