/** What a person types to restore a backup's file, in order; the tests run the same. */
export interface RestoreCommands {
  /** With this repository at hand: checks the hash, restores, and counts every table. */
  make: string[];
  /** With nothing but PostgreSQL's own programs, on any server. */
  postgres: string[];
}

const encrypted = /\.age$/;

/**
 * The commands that restore one file into a new database.
 *
 * @param folder where the file is
 * @param into name of the database, which the commands make
 */
export function restoreCommands(
  { file, sha256 }: { file: string; sha256: string },
  folder: string,
  into: string,
): RestoreCommands {
  const path = `${folder.replace(/\/$/, '')}/${file}`;
  // Beside the encrypted one, whose manifest says how many rows there have to be.
  const dump = quoted(path.replace(encrypted, ''));
  const decrypt = encrypted.test(file) ? [`age --decrypt --identity key.txt --output ${dump} ${quoted(path)}`] : [];
  return {
    make: [...decrypt, `make restore FILE=${dump} INTO=${quoted(into)}`],
    postgres: [
      `echo ${quoted(`${sha256}  ${path}`)} | sha256sum --check`,
      ...decrypt,
      `createdb --template=template0 ${quoted(into)}`,
      `pg_restore --no-owner --no-privileges --exit-on-error --dbname=${quoted(into)} ${dump}`,
    ],
  };
}

/** As a POSIX shell takes it for one word. */
function quoted(text: string): string {
  return /^[\w./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
