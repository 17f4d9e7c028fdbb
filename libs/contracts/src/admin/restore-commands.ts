/** What a person types to restore a backup's file, in order; the tests run the same. */
export interface RestoreCommands {
  /** With this repository at hand: checks the hash, restores, and counts every table. */
  make: string;
  /** With nothing but PostgreSQL's own programs, on any server. */
  postgres: string[];
}

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
  const path = quoted(`${folder.replace(/\/$/, '')}/${file}`);
  const check = `echo ${quoted(`${sha256}  ${folder.replace(/\/$/, '')}/${file}`)} | sha256sum --check`;
  const dump = file.endsWith('.age') ? quoted(file.slice(0, -'.age'.length)) : path;
  return {
    make: `make restore FILE=${dump} INTO=${quoted(into)}`,
    postgres: [
      check,
      ...(file.endsWith('.age') ? [`age --decrypt --identity key.txt --output ${dump} ${path}`] : []),
      `createdb --template=template0 ${quoted(into)}`,
      `pg_restore --no-owner --no-privileges --exit-on-error --dbname=${quoted(into)} ${dump}`,
    ],
  };
}

/** As a POSIX shell takes it for one word. */
function quoted(text: string): string {
  return /^[\w./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
