import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** The script and the Makefile as they are; `docker` is a stand-in that notes what the release in use asks it for. */
let folder: string;
const at = (...path: string[]) => join(folder, ...path);
const link = (name: string) => (existsSync(at('vps', name)) ? basename(readlinkSync(at('vps', name))) : undefined);

const standIns = {
  docker: `release=$(basename "$(readlink $VPS/current)"); echo "$release: $*" >>$VPS/../asked
case " $* " in *" up "*" app "*) [ ! -e $VPS/../refused-by-$release ] ;; esac`,
  // The user of the containers, who must own the secrets there, is of Linux.
  uname: 'echo Darwin',
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'release-'));
  for (const name of ['bin', 'vps/secrets', 'release/docker']) mkdirSync(at(name), { recursive: true });
  for (const [name, text] of Object.entries(standIns)) {
    writeFileSync(at('bin', name), `#!/bin/bash\n${text}\n`, { mode: 0o755 });
  }
  cpSync('docker/prod', at('release/docker/prod'), { recursive: true, filter: (path) => !path.endsWith('.secrets') });
  for (const secret of readFileSync('docker/prod/.secrets.example', 'utf8').matchAll(/^(\w+) /gm)) {
    appendFileSync(at('vps/secrets', secret[1] ?? ''), 'secret');
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

function run(command: string[], input?: Buffer) {
  const [program = '', ...args] = command;
  const env = { ...process.env, PATH: `${at('bin')}:${process.env['PATH']}`, VPS: at('vps') };
  const { status, stdout, stderr } = spawnSync(program, args, { input, env, encoding: 'utf8' });
  return { status, output: `${stdout}${stderr}` };
}

function copy(version: string) {
  const { stdout } = spawnSync('tar', ['-cz', '-C', at('release'), '.']);
  const { status, output } = run(['bash', 'docker/prod/release.sh', 'receive', at('vps'), version], stdout);
  expect({ status, output }).toMatchObject({ status: 0 });
}
const make = (target: string) => run(['make', '--no-print-directory', '-C', at('vps/current/docker/prod'), target]);
const rollback = () => run(['bash', 'docker/prod/release.sh', 'rollback', at('vps')]);

/** The release does not come up from now on. */
const breakRelease = (version: string) => writeFileSync(at(`refused-by-${version}`), '');

/** What was asked of the engine since the last time, without the path of the compose file. */
function asked(): string[] {
  const lines = readFileSync(at('asked'), 'utf8').replace(/compose --project-directory \S+ --file \S+ /g, '');
  rmSync(at('asked'));
  return lines.trim().split('\n');
}

// The script's tools are those of the VPS, GNU's.
(process.platform === 'linux' ? describe : describe.skip)('a release on the VPS', () => {
  it('is gone back to, and forth again', () => {
    copy('1');
    expect(make('up').status).toBe(0);
    copy('2');
    expect([link('current'), link('previous')]).toEqual(['2', '1']);
    expect(make('up').status).toBe(0);
    expect(rollback()).toEqual({ status: 0, output: expect.stringContaining('1 is current again; 2 is the way back') });
    expect([link('current'), link('previous')]).toEqual(['1', '2']);
    expect(rollback().status).toBe(0);
    expect([link('current'), link('previous')]).toEqual(['2', '1']);
  });

  it('is no way back where it was copied and never came up', () => {
    copy('1');
    expect(make('up').status).toBe(0);
    copy('2');
    copy('3');
    expect([link('current'), link('previous')]).toEqual(['3', '1']);
    breakRelease('3');
    expect(make('up').status).not.toBe(0);
    expect(rollback()).toEqual({ status: 0, output: expect.stringContaining('1 is current again; 3 never came up') });
    expect([link('current'), link('previous')]).toEqual(['1', undefined]);
    expect(rollback()).toEqual({ status: 1, output: expect.stringContaining('no release that ran before') });
  });

  it('is built and started again where the one before does not start', () => {
    copy('1');
    expect(make('up').status).toBe(0);
    copy('2');
    expect(make('soft-reset').status).toBe(0);
    breakRelease('1');
    asked();
    expect(rollback()).toEqual({
      status: 1,
      output: expect.stringContaining('1 does not start; 2 is current, and runs'),
    });
    expect([link('current'), link('previous')]).toEqual(['2', '1']);
    const started = asked().filter((line) => / (build|up) /.test(`${line} `));
    expect(started.filter((line) => line.includes('build --quiet'))).toEqual(['1: build --quiet', '2: build --quiet']);
    expect(started.at(-1)).toMatch(/^2: up .*--wait .*database app admin$/);
  });

  it('is not said to run where it does not start again', () => {
    copy('1');
    expect(make('up').status).toBe(0);
    copy('2');
    expect(make('up').status).toBe(0);
    breakRelease('1');
    breakRelease('2');
    expect(rollback()).toEqual({ status: 1, output: expect.stringContaining('Neither does 2') });
    expect([link('current'), link('previous')]).toEqual(['2', '1']);
  });
});
