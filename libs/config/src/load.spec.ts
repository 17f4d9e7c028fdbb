import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { adminConfig, ConfigError, loadConfig, publicConfig, startConfig, toolsConfig } from './index.js';

const key = randomBytes(32).toString('base64');
const forBoard = { DB_HOST: 'db', DB_PUBLIC_PASSWORD: 'x', POSTER_HASH_KEY: key };
const forAdmin = { DB_HOST: 'db', DB_ADMIN_PASSWORD: 'x', DB_BACKUP_PASSWORD: 'y' };
const given = (values: Record<string, string>) => ({ values, faults: [] });

function messageOf(attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('The settings were taken.');
}

describe('defaults', () => {
  it('are the contract’s for the board', () => {
    expect(loadConfig(publicConfig, given(forBoard))).toEqual({
      port: 8080,
      managementPort: 9080,
      bindAddress: '127.0.0.1',
      trustedProxies: [],
      database: { host: 'db', port: 5432, name: 'initialsdb', password: 'x' },
      readTimeoutMs: 3000,
      writeTimeoutMs: 5000,
      guards: { proofOfWork: true, rateLimit: true, bodySize: true },
      proofOfWork: { difficulty: 21, difficultyMax: 25, ttlMs: 100_000 },
      rateLimit: { windowMs: 60_000, writes: 10, reads: 120, challenges: 30 },
      bodyMaxBytes: 16_384,
      listingMaxChars: 2000,
      posterHashKey: Buffer.from(key, 'base64'),
    });
  });

  it('are the contract’s for the admin console', () => {
    expect(loadConfig(adminConfig, given(forAdmin))).toMatchObject({
      port: 8081,
      managementPort: 9081,
      allowedCidrs: ['127.0.0.0/8', '::1/128', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
      requireTotp: false,
      firstAdminPassword: undefined,
      backups: {
        folder: '.data/backups',
        schedule: '0 3 * * *',
        keep: { daily: 7, weekly: 4, monthly: 6 },
        maxAgeHours: 26,
      },
    });
  });

  it('let a start on a fresh machine need nothing at all', () => {
    expect(loadConfig(startConfig, given({}))).toMatchObject({ dataDir: '.data', server: undefined });
  });

  it('keep the backups in the data folder', () => {
    const { backups } = loadConfig(adminConfig, given({ ...forAdmin, DATA_DIR: '/srv/board' }));
    expect(backups.folder).toBe('/srv/board/backups');
  });

  it('leave the difficulty’s ceiling at 32', () => {
    const { proofOfWork } = loadConfig(publicConfig, given({ ...forBoard, POW_DIFFICULTY: '30' }));
    expect(proofOfWork).toMatchObject({ difficulty: 30, difficultyMax: 32 });
  });
});

describe('a bad setting', () => {
  it('is reported together with every other one', () => {
    const message = messageOf(() =>
      loadConfig(
        startConfig,
        given({
          BOARD_PORT: '80x',
          GUARD_POW: 'yes',
          POW_DIFFICULTY: '2',
          TRUSTED_PROXIES: '10.0.0.0/33',
          DB_PORT: '0',
        }),
      ),
    );
    expect(message.split('\n')).toEqual([
      'These settings can’t be used:',
      '  BOARD_PORT is "80x"; it must be a port number from 1 to 65535',
      '  TRUSTED_PROXIES is "10.0.0.0/33"; it must be networks in CIDR notation, separated by commas, like 10.0.0.0/8, fd00::/8',
      '  DB_PORT is "0"; it must be a port number from 1 to 65535',
      '  GUARD_POW is "yes"; it must be true or false',
      '  POW_DIFFICULTY is "2"; it must be a whole number from 3 to 32',
    ]);
  });

  it('that is a secret is not shown', () => {
    const message = messageOf(() =>
      loadConfig(
        publicConfig,
        given({ ...forBoard, POSTER_HASH_KEY: 'aHVudGVyMg==', DB_PUBLIC_PASSWORD: 'hunter\t2' }),
      ),
    );
    expect(message).toMatch(/POSTER_HASH_KEY is unusable; it must be 32 bytes in base64/);
    expect(message).toMatch(/DB_PUBLIC_PASSWORD is unusable/);
    expect(message).not.toMatch(/hunter|aHVudGVyMg/);
  });

  it('is also a missing one', () => {
    const message = messageOf(() => loadConfig(publicConfig, given({})));
    expect(message).toMatch(/DB_HOST is not set/);
    expect(message).toMatch(/DB_PUBLIC_PASSWORD is not set/);
    expect(message).toMatch(/POSTER_HASH_KEY is not set/);
  });

  it('is one port used twice, also where another setting is wrong', () => {
    const message = messageOf(() => loadConfig(startConfig, given({ ADMIN_PORT: '8080', DB_PORT: 'x' })));
    expect(message).toMatch(/ADMIN_PORT is "8080"; it must be another port than BOARD_PORT, which is 8080/);
    expect(message).toMatch(/DB_PORT is "x"/);
  });

  it('is a ceiling of the difficulty below its floor', () => {
    const message = messageOf(() => loadConfig(startConfig, given({ POW_DIFFICULTY_MAX: '20' })));
    expect(message).toMatch(/POW_DIFFICULTY_MAX is "20"; it must be a whole number from POW_DIFFICULTY, 21, to 32/);
  });

  it('is a secret left out where the server is somebody’s own', () => {
    const message = messageOf(() => loadConfig(startConfig, given({ DB_HOST: 'db.example' })));
    expect(message.match(/DB_\w+_PASSWORD|POSTER_HASH_KEY/g)).toHaveLength(5);
    expect(messageOf(() => loadConfig(toolsConfig, given({ DB_HOST: 'db.example' })))).toMatch(/DB_OWNER_PASSWORD/);
  });

  it('is not a variable that nobody knows', () => {
    expect(() => loadConfig(startConfig, given({ HOME: '/root', COLUMNS: 'eighty' }))).not.toThrow();
  });
});
