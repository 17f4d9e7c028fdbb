import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { keepCredentials, readCredentials } from './credentials.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'initialsdb-credentials-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('credentials', () => {
  it('are made once, all different, for this user’s eyes only', () => {
    expect(readCredentials(folder)).toBeUndefined();
    const made = keepCredentials(folder);
    expect(keepCredentials(folder)).toEqual(made);
    expect(new Set(Object.values(made)).size).toBe(5);
    expect(Buffer.from(made.POSTER_HASH_KEY, 'base64')).toHaveLength(32);
    expect(statSync(join(folder, 'credentials.json')).mode & 0o777).toBe(0o600);
  });

  it.each(['', '{"DB_OWNER_PASSWORD": "x"}', 'not json'])('are not replaced where the file holds %j', (text) => {
    const path = join(folder, 'credentials.json');
    writeFileSync(path, text);
    expect(() => keepCredentials(folder)).toThrow(/credentials\.json can’t be used/);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });
});
