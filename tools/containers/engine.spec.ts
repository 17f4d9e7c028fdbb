import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** In a folder of its own, with programs of its own before the machine's: what is found must not depend on what this machine has. */
describe('the search for a container engine', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'engine-'));
    mkdirSync(join(folder, 'bin'));
    mkdirSync(join(folder, 'repository'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const script = (path: string, ...lines: string[]) => {
    writeFileSync(join(folder, path), ['#!/bin/sh', ...lines, ''].join('\n'), { mode: 0o755 });
    return join(folder, path);
  };

  /** @param environment CONTAINER_LAB, where it is set */
  function findEngine(environment: Record<string, string> = {}): unknown {
    const program = `
      const { findEngine } = await import(${JSON.stringify(resolve('tools/containers/engine.mjs'))});
      process.stdout.write(JSON.stringify(findEngine()));`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: join(folder, 'repository'),
      env: { PATH: join(folder, 'bin'), ...environment },
      encoding: 'utf8',
    });
    return JSON.parse(stdout);
  }

  const dockerWithoutServer = () =>
    script('bin/docker', 'test "$DOCKER_HOST" && exit 0', 'echo "no server here" >&2', 'exit 1');

  it('takes Docker where it answers', () => {
    script('bin/docker', 'exit 0');
    expect(findEngine()).toEqual({ environment: {} });
  });

  it('says that there is no docker, or what docker says', () => {
    expect(findEngine()).toEqual({ reason: 'there is no docker on this machine' });
    dockerWithoutServer();
    expect(findEngine()).toEqual({ reason: 'docker version: no server here' });
  });

  it('takes the engine of the script beside the repository, or of the one that CONTAINER_LAB names, or none', () => {
    dockerWithoutServer();
    mkdirSync(join(folder, 'shared/container-lab'), { recursive: true });
    script('shared/container-lab/setup', 'echo export DOCKER_HOST=unix:///beside.sock DOCKER_BUILDKIT=0');
    const other = script('other', 'echo progress', 'echo export DOCKER_HOST=unix:///other.sock');
    expect(findEngine()).toEqual({ environment: { DOCKER_HOST: 'unix:///beside.sock', DOCKER_BUILDKIT: '0' } });
    expect(findEngine({ CONTAINER_LAB: other })).toEqual({ environment: { DOCKER_HOST: 'unix:///other.sock' } });
    expect(findEngine({ CONTAINER_LAB: '' })).toEqual({ reason: 'docker version: no server here' });
  });

  it('goes without emulation where that can’t be had, and without an engine where nothing can', () => {
    dockerWithoutServer();
    const native = script('native', 'test "$1" && exit 1', 'echo export DOCKER_HOST=unix:///native.sock');
    const failing = script('failing', 'echo export DOCKER_HOST=unix:///never.sock', 'exit 1');
    expect(findEngine({ CONTAINER_LAB: native })).toEqual({ environment: { DOCKER_HOST: 'unix:///native.sock' } });
    expect(findEngine({ CONTAINER_LAB: failing })).toEqual({ reason: expect.stringContaining('failed') });
  });
});
