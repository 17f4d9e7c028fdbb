import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Manifest, writeManifest } from '@initialsdb/backups';
import { newestVerified } from './newest-verified.js';
import { pull, readPull } from './pull.js';

const home = mkdtempSync(join(tmpdir(), 'initialsdb-pull-'));
const there = join(home, 'there');
const here = join(home, 'here');
const signal = new AbortController().signal;

beforeAll(async () => {
  mkdirSync(there);
  // Stands for ssh: runs the remote command on this machine.
  const ssh = join(home, 'ssh');
  writeFileSync(ssh, '#!/bin/sh\nexec /bin/sh -c "$2"\n');
  chmodSync(ssh, 0o755);
  process.env['SSH'] = ssh;
  await given('old.dump', '2026-11-20T03:00:00.000Z', true);
  await given('newest.dump', '2026-11-22T03:00:00.000Z', true);
  await given('unverified.dump', '2026-11-23T03:00:00.000Z', false);
});
afterEach(() => rmSync(here, { recursive: true, force: true }));
afterAll(() => {
  delete process.env['SSH'];
  rmSync(home, { recursive: true, force: true });
});

async function given(file: string, startedAt: string, isVerified: boolean): Promise<void> {
  const bytes = Buffer.from(`PGDMP of ${file}\n`.repeat(50_000));
  writeFileSync(join(there, file), bytes);
  const manifest: Manifest = {
    version: 1,
    file,
    sizeBytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    startedAt,
    database: 'initialsdb',
    serverVersion: '15.18',
    pgDumpVersion: '15.18',
    migration: null,
    rowCounts: {},
    newestListing: null,
    newestAuditEvent: null,
    verifiedAt: isVerified ? startedAt : null,
  };
  await writeManifest(join(there, file), manifest);
}

/** What `backup-newest` writes, made by the shell. */
async function remote(file = 'newest.dump'): Promise<string> {
  return `tr -d '\\n' < ${there}/${file}.json; echo; cat ${there}/${file}`;
}

describe('make backup-pull', () => {
  it('is about the newest verified backup', async () => {
    expect(await newestVerified(there)).toMatchObject({ file: 'newest.dump' });
    await expect(newestVerified(home)).rejects.toThrow(/no verified backup/);
  });

  it('fetches a file with its manifest, once', async () => {
    expect(await pull({ host: 'vps', folder: here, remote: await remote() }, signal)).toMatch(/newest\.dump, SHA-256/);
    expect(readdirSync(here).sort()).toEqual(['newest.dump', 'newest.dump.json']);
    expect(readFileSync(join(here, 'newest.dump')).equals(readFileSync(join(there, 'newest.dump')))).toBe(true);
    expect(await pull({ host: 'vps', folder: here, remote: await remote() }, signal)).toMatch(/here already, whole/);
  });

  it.each([
    ['a connection that breaks off', () => remote().then((text) => `(${text}) | head -c 1000`), /bytes/],
    ['a byte that flips', () => remote().then((text) => `(${text}) | sed 's/PGDMP/PGDMQ/'`), /SHA-256/],
    ['something else', () => Promise.resolve('echo hello'), /is no backup/],
    ['a command that fails', () => remote().then((text) => `${text}; exit 3`), /exit code 3/],
  ])('keeps nothing of %s', async (_, command, message) => {
    await expect(pull({ host: 'vps', folder: here, remote: await command() }, signal)).rejects.toThrow(message);
    expect(readdirSync(here)).toEqual([]);
  });

  it('says so where there is no ssh, and keeps nothing', async () => {
    const ssh = process.env['SSH'];
    process.env['SSH'] = join(home, 'missing');
    try {
      await expect(pull({ host: 'vps', folder: here, remote: 'true' }, signal)).rejects.toThrow(/can’t be run/);
    } finally {
      process.env['SSH'] = ssh;
    }
    expect(readdirSync(here)).toEqual([]);
  });

  it('ends at once where it is stopped, and keeps nothing', async () => {
    const stop = new AbortController();
    // Keeps what it writes to open after its parent's end, but nothing of this process, whose own end would wait for it.
    const leftBehind = 'sleep 60 2>/dev/null; true';
    const pulling = pull({ host: 'vps', folder: here, remote: leftBehind }, stop.signal);
    setTimeout(() => stop.abort(), 100);
    await expect(pulling).rejects.toThrow(/^Stopped/);
    expect(readdirSync(here)).toEqual([]);
  });

  it('needs a host that is not taken for an option', () => {
    expect(() => readPull([''])).toThrow(/HOST=/);
    expect(() => readPull(['-oProxyCommand=x'])).toThrow(/HOST=/);
  });
});
