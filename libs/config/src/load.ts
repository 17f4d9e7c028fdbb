import { z } from 'zod';
import { isSecret } from './secrets.js';
import { readEnvironment, type Environment, type Fault } from './sources.js';

/** The settings can't be used; the message lists every fault, one a line. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly faults: readonly Fault[]) {
    super(['These settings can’t be used:', ...faults.map(({ name, problem }) => `  ${name} ${problem}`)].join('\n'));
  }
}

/**
 * The settings of one deployable, read once at its start.
 * @throws ConfigError naming every variable that is missing or wrong
 */
export function loadConfig<T>(schema: z.ZodType<T>, environment: Environment = readEnvironment()): T {
  const result = schema.safeParse(environment.values);
  const faults = [...environment.faults, ...faultsOf(result.error?.issues ?? [], environment)];
  if (result.success && faults.length === 0) return result.data;
  throw new ConfigError(faults);
}

/** As `loadConfig`, for a program's entry: prints the faults and ends the process with exit code 1. */
export function loadConfigOrExit<T>(schema: z.ZodType<T>): T {
  try {
    return loadConfig(schema);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

function faultsOf(issues: readonly z.core.$ZodIssue[], { values, faults }: Environment): Fault[] {
  const unread = new Set(faults.map(({ name }) => name.replace(/_FILE$/, '')));
  return issues.flatMap(({ path, message }) => {
    const name = String(path[0]);
    const given = values[name];
    if (given === undefined) {
      // A secret whose file can't be read is already in the list, under the name of its file.
      return unread.has(name) ? [] : [{ name, problem: `is not set; it must be ${message}` }];
    }
    return [{ name, problem: `is ${isSecret(name) ? 'unusable' : JSON.stringify(given)}; it must be ${message}` }];
  });
}
