import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

describe('the check of a release', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'release-'));
    mkdirSync(join(folder, 'app'));
    writeFileSync(join(folder, 'app', 'main.js'), 'export {};\n');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function check() {
    const { status, stderr } = spawnSync(process.execPath, ['tools/release-check.mjs', folder], { encoding: 'utf8' });
    return { status, stderr };
  }

  it('lets JavaScript pass', () => {
    expect(check()).toEqual({ status: 0, stderr: '' });
  });

  it('refuses a program, whatever it is called', () => {
    copyFileSync(process.execPath, join(folder, 'app', 'style.css'));
    const { status, stderr } = check();
    expect(status).toBe(1);
    expect(stderr).toContain('app/style.css is native code');
  });

  it('refuses a native Node module', () => {
    writeFileSync(join(folder, 'app', 'argon2.node'), 'anything');
    expect(check()).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('app/argon2.node is a native Node module'),
    });
  });

  it('refuses a link, which may lead anywhere', () => {
    symlinkSync('/etc/passwd', join(folder, 'app', 'link.js'));
    expect(check()).toMatchObject({ status: 1, stderr: expect.stringContaining('app/link.js is no plain file') });
  });

  it('refuses more than 15 MB', () => {
    writeFileSync(join(folder, 'app', 'big.js'), Buffer.alloc(15_000_000, ' '));
    expect(check()).toMatchObject({ status: 1, stderr: expect.stringContaining('more than 15.0 MB') });
  });
});
