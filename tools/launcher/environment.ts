/** What a program needs to run at all, and what tells Node how; none of it is a setting of ours. */
const passedOn = /^(PATH|HOME|USER|LANG|LC_\w+|TZ|TMPDIR|NODE_OPTIONS|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|SSL_CERT_DIR)$/;

/**
 * The environment of one app: its own variables as they were given (another role's password is not among them), what the launcher
 * knows better, and the few that every program needs.
 */
export function appEnvironment(
  given: Record<string, string>,
  names: readonly string[],
  known: Record<string, string>,
  base: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const own = new Set(names);
  return {
    ...Object.fromEntries(Object.entries(base).filter(([name]) => passedOn.test(name))),
    NODE_ENV: 'production',
    ...Object.fromEntries(Object.entries({ ...given, ...known }).filter(([name]) => own.has(name))),
  };
}
