import { describe, expect, it } from '@jest/globals';
import { readOptions } from './options.js';

const known = ['newest', 'search'];

describe('the options of make bench', () => {
  it('are everything and a million listings where nothing is said', () => {
    expect(readOptions(['ONLY=', 'N='], known)).toMatchObject({ names: known, listings: 1_000_000 });
  });

  it('choose parts and a size', () => {
    expect(readOptions(['ONLY=search', 'N=50000'], known)).toMatchObject({ names: ['search'], listings: 50_000 });
  });

  it.each([[['ONLY=serach']], [['N=12']], [['N=1e3x']], [['N=1.5']]])('refuse %j', (args) => {
    expect(() => readOptions(args, known)).toThrow(/ONLY=serach: the bench has the parts newest, search|N must be/);
  });
});
