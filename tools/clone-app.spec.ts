import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { name: oldName } = JSON.parse(readFileSync('package.json', 'utf8')) as { name: string };

function cloneApp(destination: string, name: string) {
  return spawnSync(process.execPath, ['tools/clone-app.mjs', destination, name], { encoding: 'utf8' });
}

/** What a copy holds is looked at in clone-app.process-spec.ts. */
describe('make clone-app', () => {
  let folder: string;

  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'clone-')));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ['Swapshop', 'small letters'],
    ['swap-shop', 'small letters'],
    ['1shop', 'small letters'],
    ['postgres', 'means something else'],
    [`my${oldName}`, 'must not hold the old name'],
    ['', 'make clone-app DST='],
  ])('refuses the name %j', (name, reason) => {
    const { status, stderr } = cloneApp(join(folder, 'other'), name);
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(reason) });
    expect(existsSync(join(folder, 'other'))).toBe(false);
  });

  it('refuses a folder with something in it, one inside the repository and one that has no parent', () => {
    mkdirSync(join(folder, 'full'));
    writeFileSync(join(folder, 'full', 'mine.txt'), 'mine');
    expect(cloneApp(join(folder, 'full'), 'swapshop').stderr).toContain('not an empty folder');
    expect(readdirSync(join(folder, 'full'))).toEqual(['mine.txt']);
    expect(cloneApp('docker/swapshop', 'swapshop').stderr).toContain('inside this repository');
    expect(cloneApp('.', 'swapshop').stderr).toContain('inside this repository');
    expect(cloneApp(join(folder, 'no', 'where'), 'swapshop').stderr).toContain('There is no folder');
  });
});
