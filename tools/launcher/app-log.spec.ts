import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { AppLog, importantWords } from './app-log.js';

describe('what is worth a line on the terminal', () => {
  it.each([
    [{ level: 30, msg: 'listening' }, undefined],
    [{ level: 40, msg: 'slow' }, 'slow'],
    [{ level: 50, msg: 'request failed', err: { message: 'no database' } }, 'request failed: no database'],
    [{ level: 50, msg: 'no database', err: { message: 'no database' } }, 'no database'],
    [{ level: 60, err: { message: 'no database' } }, 'no database'],
  ])('of %j is %s', (line, words) => {
    expect(importantWords(JSON.stringify(line))).toBe(words);
  });

  it('is the whole of a line that is no JSON', () => {
    expect(importantWords('Error: out of memory')).toBe('Error: out of memory');
  });
});

describe('an app’s log', () => {
  let dir: string;

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'initialsdb-log-'));
  });

  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(dir, { recursive: true });
  });

  it('keeps every line, and shows a warning once', async () => {
    const shown: string[] = [];
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      shown.push(String(text));
      return true;
    });
    const log = new AppLog(dir, 'board');
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    log.follow(stdout, stderr);
    const lines = ['{"level":30,"msg":"a"}', '{"level":40,"msg":"b"}', '{"level":40,"msg":"b"}'];
    stdout.end(lines.map((line) => `${line}\n`).join(''));
    stderr.end('plain\n');
    for (let turns = 0; turns < 10; turns += 1) await turn();
    await log.close();
    expect(readFileSync(log.path, 'utf8').trim().split('\n').toSorted()).toEqual([...lines, 'plain'].toSorted());
    expect(shown.toSorted()).toEqual(['board      b\n', 'board      plain\n']);
  });
});
