/** A PostgreSQL server's database and the password of one role in it. */
export interface DatabaseAccess {
  host: string;
  port: number;
  name: string;
  password: string;
}

/** The access of the role whose password is given. */
export function accessOf(
  values: { DB_HOST: string; DB_PORT: number; DB_NAME: string },
  password: string,
): DatabaseAccess {
  return { host: values.DB_HOST, port: values.DB_PORT, name: values.DB_NAME, password };
}
