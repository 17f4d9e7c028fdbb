import { describe, expect, it } from '@jest/globals';
import { readUser } from './read-user.js';

describe('the user of a command', () => {
  it.each([
    [['Alice', 'admin'], { username: 'alice', role: 'admin' }],
    [['bob.b', ''], { username: 'bob.b' }],
    [['bob'], { username: 'bob' }],
  ])('%j is %j', (args, user) => {
    expect(readUser(args)).toEqual(user);
  });

  it.each([[[]], [['', 'admin']], [['a b']], [['alice', 'owner']], [['alice', 'admin', 'x']]])('%j is none', (args) => {
    expect(() => readUser(args)).toThrow(/NAME=alice ROLE=admin/);
  });
});
