import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { createStream, type RotatingFileStream } from 'rotating-file-stream';
import { report } from '../terminal/terminal.js';

/** pino's number of `warn`; what is worth a line on the terminal too. */
const warnLevel = 40;
/** The same words again within this time stay in the log only. */
const repeatMs = 60_000;
const wordsRemembered = 100;

/**
 * Where one app's lines go: all to a file that can't fill the disk (five of 10 MB), warnings and errors in short to the terminal.
 */
export class AppLog {
  readonly path: string;
  private readonly file: RotatingFileStream;
  private readonly shown = new Map<string, number>();

  constructor(
    dir: string,
    private readonly name: string,
  ) {
    this.path = join(dir, `${name}.log`);
    this.file = createStream(`${name}.log`, { path: dir, size: '10M', rotate: 4, mode: 0o640 });
    // A full disk takes the log, not the board.
    this.file.on('error', (error) => this.show(`its log can’t be written: ${error.message}`));
  }

  /** Takes what a process prints, line by line, until it ends. */
  follow(stdout: Readable, stderr: Readable): void {
    createInterface({ input: stdout }).on('line', (line) => this.take(line, importantWords(line)));
    createInterface({ input: stderr }).on('line', (line) => this.take(line, line));
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.file.end(resolve));
  }

  private take(line: string, words: string | undefined): void {
    this.file.write(`${line}\n`);
    if (words?.trim()) this.show(words);
  }

  private show(words: string): void {
    const now = Date.now();
    if (now - (this.shown.get(words) ?? -Infinity) < repeatMs) return;
    if (this.shown.size >= wordsRemembered) this.shown.clear();
    this.shown.set(words, now);
    report(this.name, words);
  }
}

/** Of a line of pino's JSON: its message where it is a warning or worse. A line that is no JSON was not meant for a log: all of it. */
export function importantWords(line: string): string | undefined {
  try {
    const { level, msg, err } = JSON.parse(line) as { level?: unknown; msg?: unknown; err?: { message?: unknown } };
    if (typeof level !== 'number' || level < warnLevel) return undefined;
    return [msg, err?.message].filter((part, index, parts) => part && part !== parts[index - 1]).join(': ');
  } catch {
    return line;
  }
}
