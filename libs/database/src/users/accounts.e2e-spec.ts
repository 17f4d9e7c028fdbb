import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestDatabase, type TestDatabase } from '@initialsdb/testing';
import { type Database, openDatabase } from '../connection/database.js';
import { generatePassword, putUser } from './accounts.js';
import { verifyPassword } from './password-hash.js';

let test: TestDatabase;
let owner: Database;

beforeAll(async () => {
  test = await startTestDatabase();
  owner = openDatabase(test.settings.owner);
}, 60_000);

afterAll(async () => {
  await owner?.close();
  await test?.drop();
});

describe('putting a user', () => {
  it('makes one, and later lets one in again who lost everything', async () => {
    const alice = { username: 'alice', password: generatePassword() };
    expect(await putUser(owner.sql, alice)).toEqual({ outcome: 'created', role: 'moderator' });
    await owner.sql.query(`UPDATE users SET is_disabled = true, totp_secret = 'x', totp_last_step = 1`);
    await owner.sql.query(`INSERT INTO sessions (token_hash, user_id, expires_at) SELECT 'x', id, now() FROM users`);
    const password = generatePassword();
    expect(await putUser(owner.sql, { ...alice, role: 'admin', password })).toEqual({
      outcome: 'reset',
      role: 'admin',
    });
    const [user] = await owner.sql.query<{ password_hash: string }>('SELECT * FROM users');
    expect(user).toMatchObject({ role: 'admin', is_disabled: false, totp_secret: null, totp_last_step: null });
    expect(await verifyPassword(user?.password_hash, password)).toBe(true);
    expect(await owner.sql.query('SELECT id FROM sessions')).toEqual([]);
    expect(await owner.sql.query('SELECT actor, action FROM audit_events ORDER BY id')).toEqual([
      { actor: 'system', action: 'user.create' },
      { actor: 'system', action: 'user.update' },
    ]);
    expect(await putUser(owner.sql, alice)).toEqual({ outcome: 'reset', role: 'admin' });
  });
});

describe('a generated password', () => {
  it('is of four groups without characters that look alike, and never the same', () => {
    const passwords = Array.from({ length: 50 }, generatePassword);
    for (const password of passwords)
      expect(password).toMatch(/^[a-km-np-zA-HJ-NP-Z2-9]{5}(-[a-km-np-zA-HJ-NP-Z2-9]{5}){3}$/);
    expect(new Set(passwords).size).toBe(50);
  });
});
