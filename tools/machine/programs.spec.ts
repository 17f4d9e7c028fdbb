import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** With a package manager of its own before the machine's: what is provided must not depend on what this machine has. */
describe('the programs that tests start', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'programs-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** What is said of a program that apt-get, if it runs, puts where it belongs or doesn't. */
  function provide({ mayInstall = false, isInstallable = true, isThere = false }) {
    const program = join(folder, 'viewer');
    if (isThere) writeFileSync(program, '');
    const install = isInstallable ? `touch '${program}'` : 'exit 100';
    writeFileSync(
      join(folder, 'apt-get'),
      `#!/bin/sh\necho "$@" >>'${folder}/asked'\n[ "$2" = update ] || ${install}\n`,
      { mode: 0o755 },
    );
    const code = `
      const { provide } = await import(${JSON.stringify(resolve('tools/machine/programs.mjs'))});
      const known = { Viewer: { places: () => [undefined, ${JSON.stringify(program)}], debianPackage: 'viewer', elsewhere: 'ask' } };
      const fault = provide(['Viewer'], { known, mayInstall: ${mayInstall} });
      const asked = (await import('node:fs')).readFileSync(${JSON.stringify(join(folder, 'asked'))}, { flag: 'a+' }).toString();
      process.stdout.write('\\n' + JSON.stringify({ fault, asked }));`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
      env: { PATH: `${folder}:${process.env['PATH']}` },
      encoding: 'utf8',
    });
    return JSON.parse(stdout.split('\n').at(-1) ?? '') as { fault?: string; asked: string };
  }

  it('are left alone where they are there', () => {
    expect(provide({ isThere: true, mayInstall: true })).toEqual({ asked: '' });
  });

  it('are installed where that may be', () => {
    const { fault, asked } = provide({ mayInstall: true });
    expect(fault).toBeUndefined();
    expect(asked).toMatch(/^--quiet=2 update\n--quiet=2 install .* viewer\n$/);
  });

  it('are named with the way to get them, where they may not be installed or can’t', () => {
    for (const options of [{}, { mayInstall: true, isInstallable: false }]) {
      const { fault } = provide(options);
      expect(fault).toContain('Viewer');
      expect(fault).toContain('sudo apt-get install viewer');
      expect(fault).toContain('elsewhere, Viewer: ask');
    }
  });
});
