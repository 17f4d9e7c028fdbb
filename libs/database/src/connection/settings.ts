/** How one role of this product reaches the database. */
export interface DatabaseSettings {
  readonly host: string;
  readonly port: number;
  readonly name: string;
  readonly user: string;
  readonly password: string;
  /** Shown in pg_stat_activity, so that an operator sees whose connection it is. */
  readonly applicationName: string;
  /** Connections at most. */
  readonly poolMax: number;
  /** How long to wait for a connection, be it free or new. */
  readonly connectionTimeoutMs: number;
  /** After which PostgreSQL cancels a statement; 0 sets no limit (migrations). */
  readonly statementTimeoutMs: number;
}
