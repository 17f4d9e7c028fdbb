import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { addAbortSignal } from 'node:stream';
import {
  checkFile,
  type Manifest,
  makeFolder,
  manifestSchema,
  publish,
  sizeOf,
  writeManifest,
} from '@initialsdb/backups';
import { CommandError } from '../terminal/terminal.js';

export interface Pull {
  /** As ssh takes it. */
  host: string;
  /** What is run there; it writes what backup-newest.ts writes. */
  remote: string;
  folder: string;
}

/** In production the product runs in containers; `REMOTE` says otherwise. */
const inContainers =
  'cd /opt/initialsdb/current/docker/prod && docker compose exec -T admin node /app/tools/backup-newest.js';

/** @throws CommandError */
export function readPull([host = '', folder = '', remote = '']: string[]): Pull {
  if (host === '' || host.startsWith('-')) {
    throw new CommandError(
      'make backup-pull HOST=user@machine [INTO=backups] [REMOTE="cd initialsdb && make -s backup-newest"]',
    );
  }
  return { host, folder: folder || 'backups', remote: remote || inContainers };
}

/** @returns the path of the file, which is published only once its size and hash are those of its manifest */
export async function pull({ host, remote, folder }: Pull, signal: AbortSignal): Promise<string> {
  await makeFolder(folder);
  const partial = join(folder, `.pull-${process.pid}.partial`);
  try {
    const manifest = await receive(host, remote, partial, signal);
    const path = join(folder, manifest.file);
    if ((await sizeOf(path)) === manifest.sizeBytes) {
      await checkFile(path, manifest);
      return `${path} is here already, whole`;
    }
    await checkFile(partial, manifest);
    await writeManifest(path, manifest);
    await publish(partial, path);
    return `${path}, SHA-256 ${manifest.sha256} checked`;
  } finally {
    await rm(partial, { force: true });
  }
}

async function receive(host: string, remote: string, partial: string, signal: AbortSignal): Promise<Manifest> {
  // Before the child: Node throws away what a child wrote whose output nobody reads yet when it ends.
  const file = await open(partial, 'wx', 0o600);
  // With options of its own, as the shell takes it in the other commands: SSH="ssh -p 2222".
  const [program = '', ...options] = (process.env['SSH'] || 'ssh').trim().split(/\s+/);
  const child = spawn(program, [...options, host, remote], { stdio: ['ignore', 'pipe', 'inherit'], signal });
  // A child of its own that ssh leaves behind would keep the pipe open.
  addAbortSignal(signal, child.stdout);
  const ended = once(child, 'close') as Promise<[number | null]>;
  // Where it can't be run, this fails before anybody waits for it; it is said below.
  ended.catch(() => undefined);
  let head: Buffer | undefined = Buffer.alloc(0);
  let manifest: Manifest | undefined;
  try {
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      if (!head) {
        await file.writeFile(chunk);
        continue;
      }
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\n');
      if (end < 0) continue;
      manifest = readHead(head.subarray(0, end).toString());
      await file.writeFile(head.subarray(end + 1));
      head = undefined;
    }
  } catch (error) {
    throw signal.aborted ? new CommandError('Stopped; nothing was kept.') : error;
  } finally {
    await file.close();
  }
  const [code] = await ended.catch((error: Error) => {
    throw new CommandError(`${program} can’t be run: ${error.message}`);
  });
  if (code !== 0 || !manifest) throw new CommandError(`Nothing was fetched: ${host} ended with exit code ${code}.`);
  return manifest;
}

function readHead(line: string): Manifest {
  const result = manifestSchema.safeParse(parse(line));
  // A name with a folder in it would be written anywhere.
  if (result.success && basename(result.data.file) === result.data.file) return result.data;
  throw new CommandError('What the other machine sent is no backup. Does REMOTE run backup-newest there?');
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
