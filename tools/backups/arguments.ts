import { parseArgs } from 'node:util';
import { CommandError } from '../terminal/terminal.js';

const usage = 'Usage: backup.js [--trigger=command|cron]';

/** @throws CommandError for anything but `--trigger=command` or `--trigger=cron` */
export function readTrigger(args: string[]): 'command' | 'cron' {
  try {
    const { trigger } = parseArgs({ args, options: { trigger: { type: 'string', default: 'command' } } }).values;
    if (trigger === 'command' || trigger === 'cron') return trigger;
  } catch {
    // As for a trigger that there isn't.
  }
  throw new CommandError(usage);
}

/** The id of a backup; undefined for the newest one. @throws CommandError */
export function readBackupId(args: string[]): number | undefined {
  const [text = ''] = args;
  if (text === '') return undefined;
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new CommandError(
    'Which one? make backup-verify ID=17 (as in the console), or make backup-verify for the newest.',
  );
}

/** @throws CommandError where one of them is missing */
export function readRestore([file = '', into = '']: string[]): { file: string; into: string } {
  if (file === '' || into === '') {
    throw new CommandError('make restore FILE=.data/backups/NAME.dump INTO=name_of_a_new_database');
  }
  if (Buffer.byteLength(into) > 63) throw new CommandError('INTO is a name of at most 63 bytes.');
  return { file, into };
}
