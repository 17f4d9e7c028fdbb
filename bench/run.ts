// `make bench`: measures the built product against references taken in the same minutes; see bench/README.md.
import { join } from 'node:path';
import { DataDirLock } from '../tools/database/data-dir.js';
import { embeddedServer } from '../tools/database/embedded.js';
import { runCommand } from '../tools/terminal/command.js';
import { explain } from '../tools/terminal/explain.js';
import { CommandError, complain, report } from '../tools/terminal/terminal.js';
import { Bench } from './lib/bench.js';
import { listingsOfGates, readOptions } from './lib/options.js';
import { machine, writeResults } from './lib/results.js';
import { holds, table, type Row } from './lib/report.js';
import { sections } from './sections/index.js';

/** Kept between runs: seeding a million listings takes minutes. */
const dataDir = join(process.env.DATA_DIR ?? '.data', 'bench');

await runCommand(async (signal) => {
  const { names, listings, patience } = readOptions(process.argv.slice(2), Object.keys(sections));
  const startedAt = new Date();
  const lock = new DataDirLock(dataDir, 'make bench');
  const postgres = embeddedServer(dataDir);
  const bench = new Bench(listings, dataDir, postgres, patience, signal);
  try {
    await postgres.start();
    const { rows, failed } = await runSections(bench, names);
    const where = machine();
    const figures = table(rows);
    process.stdout.write(`\n${listings.toLocaleString('en')} listings; ${where.summary}\n\n${figures}\n\n`);
    report('results', writeResults({ startedAt, listings, patience, machine: where, rows }, figures));
    if (failed.length > 0) throw new CommandError(`Not measured: ${failed.join(', ')}; why is said above.`);
    const missed = rows.filter((row) => holds(row) === false).map(({ section, name }) => `${section}: ${name}`);
    if (missed.length > 0) complain(['These gates do not hold:', ...missed].join('\n  '));
    // With fewer listings some can't: what is compared with is quick there, too.
    if (missed.length > 0 && listings >= listingsOfGates) throw new CommandError(`${missed.length} gates do not hold.`);
  } finally {
    await bench.stop();
    await postgres.stop();
    lock.release();
  }
});

/** One part that can't run here (no Chromium, say) doesn't take the figures of the others with it. */
async function runSections(bench: Bench, names: readonly string[]): Promise<{ rows: Row[]; failed: string[] }> {
  const rows: Row[] = [];
  const failed: string[] = [];
  for (const name of names) {
    bench.signal.throwIfAborted();
    report('bench', name);
    try {
      rows.push(...(await sections[name]!(bench)));
    } catch (error) {
      bench.signal.throwIfAborted();
      complain(`${name}: ${explain(error)}`);
      failed.push(name);
    }
  }
  return { rows, failed };
}
