import { describe, expect } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from 'otplib';
import { attempt, docker, eventually } from '../shell.js';
import { step } from '../step.js';
import type { World } from '../world.js';

interface AdminListing {
  id: number;
  version: number;
  isHidden: boolean;
}

export function describeConsole(world: World) {
  describe('for a moderator, through Caddy’s site on the loopback', () => {
    const headers: Record<string, string> = {
      Origin: 'https://localhost:8443',
      'Sec-Fetch-Site': 'same-origin',
      // Believed, it would be an address that may not reach the console at all.
      'X-Forwarded-For': '198.51.100.1',
    };
    const ask = (method: string, path: string, json?: unknown) => world.admin.ask(method, path, { headers, json });

    step('signs in with the first password, and lets nobody on before the second factor is set up', async () => {
      const password = readFileSync(join(world.stage.vps, 'secrets/first_admin_password'), 'utf8').trim();
      // Made beside the start, and a failed sign-in would count.
      await eventually(
        () => world.sql('SELECT count(*) FROM users'),
        (count) => count === '1',
        30,
      );
      const signIn = await ask('POST', '/api/session', { username: 'admin', password });
      expect(signIn.status).toBe(201);
      const [cookie = ''] = [signIn.headers['set-cookie']].flat();
      expect(cookie).toMatch(/^__Host-initialsdb[\w-]*=/);
      expect(cookie.split('; ')).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict']));
      headers['Cookie'] = cookie.split(';')[0] ?? '';
      expect((await ask('GET', '/api/listings')).status).toBe(403);
    });

    step('sets up the second factor', async () => {
      const { secret } = (await ask('POST', '/api/session/totp', {})).json<{ secret: string }>();
      const enrolled = await ask('POST', '/api/session/totp', { code: await generate({ secret }) });
      expect(enrolled.status).toBe(200);
      expect((await ask('GET', '/api/listings')).status).toBe(200);
    });

    step('hides a listing, which is gone from the board at once, and shows it again', async () => {
      const [id = 0] = world.acknowledged;
      const { listings } = (await ask('GET', '/api/listings')).json<{ listings: AdminListing[] }>();
      const before = listings.find((row) => row.id === id);
      const hidden = await ask('PATCH', `/api/listings/${id}`, {
        isHidden: true,
        version: before?.version,
        reason: 'spam',
      });
      expect(hidden.status).toBe(200);
      expect((await world.board.ask('GET', `/api/listings/${id}`)).status).toBe(410);
      expect(await world.count()).toBe(world.acknowledged.length - 1);
      const shown = { isHidden: false, version: hidden.json<{ listing: AdminListing }>().listing.version };
      expect((await ask('PATCH', `/api/listings/${id}`, shown)).status).toBe(200);
      expect(await world.count()).toBe(world.acknowledged.length);
    });

    step('refuses what another site would send', async () => {
      const foreign = { ...headers, Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' };
      expect((await world.admin.ask('DELETE', '/api/session', { headers: foreign })).status).toBe(403);
      expect((await ask('GET', '/api/session')).status).toBe(200);
    });

    step('lets the only admin in again who lost the password and the authenticator', async () => {
      const { status, output } = await attempt([
        'make',
        '--no-print-directory',
        '-C',
        world.stage.prod,
        'admin-user',
        'NAME=admin',
        'ROLE=admin',
      ]);
      expect({ status, output }).toEqual({ status: 0, output: expect.stringContaining('authenticator taken off') });
      expect((await ask('GET', '/api/session')).status).toBe(401);
      const password = /^ {2}password {2}(\S+)$/m.exec(output)?.[1];
      expect((await ask('POST', '/api/session', { username: 'admin', password })).status).toBe(201);
    });

    step('makes no user of a role that there is not', async () => {
      const command = ['make', '-C', world.stage.prod, 'admin-user', 'NAME=alice', 'ROLE=owner'];
      const { status, output } = await attempt(command);
      expect({ status, output }).toEqual({ status: 2, output: expect.stringContaining('ROLE is one of') });
      expect(await docker('ps', '--all', '--quiet', '--filter', `name=${world.names.prod}-admin-user`)).toBe('');
    });
  });
}
