import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { isSecret } from './secrets.js';

/** Something wrong with one variable (or one file of them): "BOARD_PORT" "is …; it must be …". */
export interface Fault {
  name: string;
  problem: string;
}

/** Every variable that is set, by name, with the faults found on the way. Values are trimmed; an empty one counts as not set. */
export interface Environment {
  values: Record<string, string>;
  faults: Fault[];
}

export interface EnvironmentSources {
  /** The process's own variables; default `process.env`. */
  env?: NodeJS.ProcessEnv;
  /** Where `.env` and `.secrets` lie; default the working directory. */
  folder?: string;
}

/** Reads `.env`, then `.secrets`, then the process's environment; what comes later wins. */
export function readEnvironment({ env = process.env, folder = process.cwd() }: EnvironmentSources = {}): Environment {
  const environment: Environment = { values: {}, faults: [] };
  for (const file of ['.env', '.secrets']) {
    const text = readOptionalFile(resolve(folder, file), file, environment.faults);
    if (text !== undefined) addLayer(environment, parseEnv(text), folder);
  }
  addLayer(environment, env, folder);
  return environment;
}

function addLayer({ values, faults }: Environment, layer: NodeJS.Dict<string>, folder: string): void {
  for (const [name, text] of Object.entries(layer)) {
    const value = text?.trim();
    if (value) values[name] = value;
  }
  for (const [pointer, path] of Object.entries(layer)) {
    const name = pointer.replace(/_FILE$/, '');
    if (name === pointer || !isSecret(name) || !path?.trim()) continue;
    if (layer[name]?.trim()) {
      faults.push({ name: pointer, problem: `and ${name} are both given; leave one out` });
      continue;
    }
    const value = readSecretFile(resolve(folder, path.trim()), pointer, faults);
    if (value) values[name] = value;
  }
}

/** A secret's file may end with a line end, as editors and `openssl rand` leave one; it isn't part of the secret. */
function readSecretFile(path: string, pointer: string, faults: Fault[]): string | undefined {
  try {
    const value = readFileSync(path, 'utf8').trim();
    if (value) return value;
    faults.push({ name: pointer, problem: `names ${path}, an empty file` });
  } catch (error) {
    faults.push({ name: pointer, problem: `names ${path}, which can’t be read (${codeOf(error)})` });
  }
  return undefined;
}

function readOptionalFile(path: string, name: string, faults: Fault[]): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') faults.push({ name, problem: `can’t be read (${codeOf(error)})` });
    return undefined;
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
