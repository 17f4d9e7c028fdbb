import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Patience } from './load.js';
import { gated, holds, type Row } from './report.js';

const folder = 'bench/results';

export interface Machine {
  summary: string;
  cpu: string;
  cores: number;
  memoryGib: number;
  system: string;
  node: string;
  /** Processes that wanted to run in the last minute, the bench's own among them. */
  load: number;
}

export interface Results {
  startedAt: Date;
  listings: number;
  patience: Patience;
  machine: Machine;
  rows: readonly Row[];
}

/** What the figures were taken on. */
export function machine(): Machine {
  const cpu = cpus()[0]?.model ?? 'unknown processor';
  const cores = availableParallelism();
  const memoryGib = Math.round(totalmem() / 2 ** 30);
  const system = `${platform()} ${release()}`;
  const load = Math.round(loadavg()[0]! * 10) / 10;
  const summary = `${cores} cores of ${cpu}, ${memoryGib} GiB, ${system}, Node ${process.versions.node}, load ${load}`;
  return { summary, cpu, cores, memoryGib, system, node: process.versions.node, load };
}

/** Writes the figures for programs and the table for people. @returns where */
export function writeResults({ rows, ...about }: Results, figures: string): string {
  mkdirSync(folder, { recursive: true });
  const judged = rows.map((row) => ({ ...row, gated: gated(row), holds: holds(row) }));
  const path = join(folder, 'latest.json');
  writeFileSync(path, `${JSON.stringify({ ...about, rows: judged }, null, 2)}\n`);
  writeFileSync(join(folder, 'latest.md'), `${about.listings} listings; ${about.machine.summary}\n\n${figures}\n`);
  return path;
}
