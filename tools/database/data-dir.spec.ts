import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataDirLock } from './data-dir.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'initialsdb-data-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('a DATA_DIR', () => {
  it('is made where it isn’t there, and is one command’s at a time', () => {
    const dataDir = join(folder, 'deep', 'data');
    const lock = new DataDirLock(dataDir, 'make start');
    expect(() => new DataDirLock(dataDir, 'make seed')).toThrow(
      `${dataDir} is in use by \`make start\` (process ${process.pid}). Stop that first`,
    );
    lock.release();
    new DataDirLock(dataDir, 'make seed').release();
  });

  it('tells the next one which processes a killed one left behind', () => {
    writeFileSync(join(folder, 'running.json'), JSON.stringify({ command: 'make start', pid: 10, children: [11, 12] }));
    const next = new DataDirLock(folder, 'make start');
    expect(next.orphans).toEqual([11, 12]);
    next.addChild(13);
    next.removeChild(13);
    next.release();
    const afterwards = new DataDirLock(folder, 'make start');
    expect(afterwards.orphans).toEqual([]);
    afterwards.release();
  });

  it('is a folder', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => new DataDirLock(join(folder, 'file'), 'make start')).toThrow(/can’t be used as a folder to write in/);
  });
});
