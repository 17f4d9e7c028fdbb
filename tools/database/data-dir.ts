import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CommandError } from '../terminal/terminal.js';

/** Who works in a DATA_DIR, as the next one who comes is told. */
export interface Occupant {
  /** What was typed, as in `make start`. */
  command: string;
  pid: number;
  /** Processes that it started and that end with it. */
  children: number[];
}

/**
 * The right to start the database in a DATA_DIR, which one process has at a time. It is a lock of the operating system (SQLite's on
 * an empty file), so it goes with its process, however that ends, and two starts at once can't both get it.
 */
export class DataDirLock {
  private readonly file: DatabaseSync;
  private readonly noteFile: string;
  private readonly note: Occupant;
  /** Processes that a start which was killed left behind; they end by themselves in a moment. */
  readonly orphans: readonly number[];

  /** @throws CommandError the folder can't be made or written, or another process works in it */
  constructor(dataDir: string, command: string) {
    this.noteFile = join(dataDir, 'running.json');
    this.note = { command, pid: process.pid, children: [] };
    try {
      mkdirSync(dataDir, { recursive: true });
      this.file = new DatabaseSync(join(dataDir, 'lock'));
      this.file.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      throw explain(error, dataDir, readNote(this.noteFile));
    }
    this.orphans = readNote(this.noteFile)?.children ?? [];
    this.write();
  }

  /** Notes a process that ends with this one. */
  addChild(pid: number): void {
    this.note.children.push(pid);
    this.write();
  }

  removeChild(pid: number): void {
    this.note.children = this.note.children.filter((child) => child !== pid);
    this.write();
  }

  release(): void {
    rmSync(this.noteFile, { force: true });
    this.file.close();
  }

  private write(): void {
    writeFileSync(this.noteFile, `${JSON.stringify(this.note)}\n`, { mode: 0o600 });
  }
}

function readNote(path: string): Occupant | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Occupant;
  } catch {
    return undefined;
  }
}

/** SQLITE_BUSY, see https://www.sqlite.org/rescode.html */
const busy = 5;

function explain(error: unknown, dataDir: string, occupant: Occupant | undefined): Error {
  const { errcode, code, message } = error as Error & { errcode?: number; code?: string };
  if (errcode === busy) {
    const who = occupant ? `\`${occupant.command}\` (process ${occupant.pid})` : 'another process';
    return new CommandError(
      `${dataDir} is in use by ${who}. Stop that first, or set DATA_DIR to another folder for a board of its own.`,
    );
  }
  return new CommandError(`DATA_DIR is ${dataDir}, which can’t be used as a folder to write in (${code ?? message}).`);
}
