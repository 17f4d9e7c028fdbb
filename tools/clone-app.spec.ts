import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
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

/** A good name, in a copy of this repository too, whatever that is called. */
const newName = `x${hash('sha256', oldName).slice(0, 9)}`;

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
    expect(cloneApp(join(folder, 'full'), newName).stderr).toContain('not an empty folder');
    expect(readdirSync(join(folder, 'full'))).toEqual(['mine.txt']);
    expect(cloneApp(`docker/${newName}`, newName).stderr).toContain('inside this repository');
    expect(cloneApp('.', newName).stderr).toContain('inside this repository');
    expect(cloneApp(join(folder, 'no', 'where'), newName).stderr).toContain('There is no folder');
  });
});
