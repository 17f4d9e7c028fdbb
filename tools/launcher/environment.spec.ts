import { describe, expect, it } from '@jest/globals';
import { publicShape } from '@initialsdb/config';
import { appEnvironment } from './environment.js';

describe('the environment of the board', () => {
  const given = {
    BOARD_PORT: '1',
    DB_OWNER_PASSWORD: 'o',
    DB_ADMIN_PASSWORD: 'a',
    DB_BACKUP_PASSWORD: 'b',
    OTHER: 'x',
  };
  const known = { DB_HOST: '127.0.0.1', DB_PUBLIC_PASSWORD: 'p', DB_ADMIN_PASSWORD: 'a', FIRST_ADMIN_PASSWORD: 'f' };
  const base = { PATH: '/bin', LC_ALL: 'C', DB_OWNER_PASSWORD: 'o', AWS_SECRET: 's', MAKELEVEL: '1' };

  it('holds its own variables and no other role’s password', () => {
    expect(appEnvironment(given, Object.keys(publicShape), known, base)).toEqual({
      PATH: '/bin',
      LC_ALL: 'C',
      NODE_ENV: 'production',
      BOARD_PORT: '1',
      DB_HOST: '127.0.0.1',
      DB_PUBLIC_PASSWORD: 'p',
    });
  });

  it('prefers what the launcher knows', () => {
    const { DB_HOST } = appEnvironment({ DB_HOST: 'x' }, ['DB_HOST'], { DB_HOST: 'y' }, {});
    expect(DB_HOST).toBe('y');
  });
});
