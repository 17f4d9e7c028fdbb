/** Why the embedded server cannot serve; the message is meant for the person who typed the command. */
export class EmbeddedPostgresError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmbeddedPostgresError';
  }
}

/** The cluster was made by another major version of PostgreSQL, which cannot read it in place. */
export class ClusterVersionError extends EmbeddedPostgresError {
  readonly found: string;
  readonly expected: string;

  constructor(clusterDir: string, found: string, expected: string) {
    super(
      `The database in ${clusterDir} belongs to PostgreSQL ${found}; this version comes with PostgreSQL ${expected}. ` +
        `Nothing was changed. Start the version that made it, dump it with pg_dump, and restore the dump here.`,
    );
    this.name = 'ClusterVersionError';
    this.found = found;
    this.expected = expected;
  }
}

/** The cluster belongs to a user that this process neither is nor may become. */
export class ClusterOwnerError extends EmbeddedPostgresError {
  constructor(clusterDir: string, uid: number) {
    super(
      `The database in ${clusterDir} belongs to another user of this machine (uid ${uid}). ` +
        `Start as that user or as root, or set DATA_DIR to a folder of your own.`,
    );
    this.name = 'ClusterOwnerError';
  }
}
