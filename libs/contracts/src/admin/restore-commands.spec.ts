import { describe, expect, it } from '@jest/globals';
import { restoreCommands } from './restore-commands.js';

const sha256 = 'ab'.repeat(32);

describe('the commands that restore a backup', () => {
  it('are one with the repository at hand', () => {
    const { make } = restoreCommands({ file: 'a.dump', sha256 }, '/data/backups/', 'new');
    expect(make).toEqual(['make restore FILE=/data/backups/a.dump INTO=new']);
  });

  it('decrypt first what is encrypted, and go on with the file that this makes', () => {
    const { make, postgres } = restoreCommands({ file: 'a.dump.age', sha256 }, '/my backups', 'new');
    const decrypt = `age --decrypt --identity key.txt --output '/my backups/a.dump' '/my backups/a.dump.age'`;
    expect(make).toEqual([decrypt, `make restore FILE='/my backups/a.dump' INTO=new`]);
    expect(postgres).toEqual([
      `echo '${sha256}  /my backups/a.dump.age' | sha256sum --check`,
      decrypt,
      'createdb --template=template0 new',
      `pg_restore --no-owner --no-privileges --exit-on-error --dbname=new '/my backups/a.dump'`,
    ]);
  });
});
