import { describe, expect } from '@jest/globals';
import { join } from 'node:path';
import { attempt, docker, eventually, run } from '../shell.js';
import { step } from '../step.js';
import type { World } from '../world.js';

const bases = ['node:24-bookworm-slim-arm64', 'node:24-bookworm-slim'];

/** An arm64 base image that this machine can run, natively or emulated; undefined where none is to be had. */
async function arm64Base(): Promise<string | undefined> {
  for (const base of bases) {
    const probe = ['docker', 'run', '--rm', '--pull', 'never', '--platform', 'linux/arm64', base, 'uname', '-m'];
    if ((await attempt(probe)).output.trim() === 'aarch64') return base;
  }
  return undefined;
}

export function describeArm64(world: World) {
  describe('on arm64', () => {
    step('starts the board’s image, built of the same release, where an arm64 base can be had', async () => {
      const base = await arm64Base();
      if (base === undefined) {
        process.stderr.write('arm64: not tried, as this machine runs no arm64 image\n');
        return;
      }
      const image = `initialsdb-app-arm64:${world.names.tag}`;
      const context = join(world.stage.laptop, 'dist/images/initialsdb-app');
      const build = ['docker', 'build', '--quiet', '--platform', 'linux/arm64', '--build-arg', `NODE_IMAGE=${base}`];
      await run([...build, '--tag', image, context]);
      const settings = ['DB_HOST=initialsdb-database', 'DB_PUBLIC_PASSWORD_FILE=/run/secrets/db_public_password'];
      const secret = (name: string) => [
        '--volume',
        `${join(world.stage.vps, 'secrets', name)}:/run/secrets/${name}:ro`,
      ];
      const limits = ['--platform', 'linux/arm64', '--network', world.names.appNet, '--read-only', '--cap-drop', 'ALL'];
      const environment = [...settings, 'POSTER_HASH_KEY_FILE=/run/secrets/poster_hash_key'].flatMap((value) => [
        '--env',
        value,
      ]);
      const secrets = ['db_public_password', 'poster_hash_key'].flatMap(secret);
      const container = await docker(
        'run',
        '--detach',
        '--name',
        `${world.names.tag}-arm64`,
        ...limits,
        ...environment,
        ...secrets,
        image,
      );
      try {
        // Asked by the native container beside it, as everything takes an emulated one many times as long.
        const address = await docker(
          'inspect',
          '--format',
          '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}',
          container,
        );
        const script = `fetch('http://${address}:9080/ready').then(({ status }) => console.log(status))`;
        const app = await world.container('app');
        const ready = () => attempt(['docker', 'exec', app, 'node', '-e', script]);
        expect((await eventually(ready, ({ output }) => output.trim() === '200', 120)).output.trim()).toBe('200');
        expect(await docker('exec', container, 'uname', '-m')).toBe('aarch64');
      } finally {
        await docker('rm', '--force', container);
        await attempt(['docker', 'image', 'rm', image]);
      }
    });
  });
}
