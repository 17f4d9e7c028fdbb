/**
 * The roles of PostgreSQL and what each is for. Their names follow from the application's, so that a renamed copy of this
 * repository gets roles of its own.
 */
const application = 'initialsdb';

export const roles = {
  /** Owns the database; migrations only. */
  owner: application,
  /** The board: posts, reports, reads what is visible. */
  public: `${application}_public`,
  /** The console: reads all but the delete tokens, changes visibility, never a text or an audit row. */
  admin: `${application}_admin`,
  /** pg_dump: reads everything, changes nothing. */
  backup: `${application}_backup`,
} as const;

export type RoleName = keyof typeof roles;

/** The channel of PostgreSQL on which consoles, and commands beside them, tell one another what changed. */
export const consoleChannel = 'console_changed';
