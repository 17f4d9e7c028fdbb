import type { Bench } from '../lib/bench.js';
import type { Row } from '../lib/report.js';
import { browserBench } from '../pow/browser-bench.js';
import { verifierBench } from '../pow/verifier-bench.js';
import { adminBench } from './admin.js';
import { backupsBench } from './backups.js';
import { insertsBench } from './inserts.js';
import { memoryBench } from './memory.js';
import { newestBench } from './newest.js';
import { restoreBench } from './restore.js';
import { scaleBench } from './scale.js';
import { searchBench } from './search.js';
import { totalBench } from './total.js';

/** Every part of the bench by the name that ONLY takes, in the order they run in. */
export const sections: Readonly<Record<string, (bench: Bench) => Promise<Row[]>>> = {
  newest: newestBench,
  total: totalBench,
  search: searchBench,
  scale: scaleBench,
  memory: memoryBench,
  console: adminBench,
  backups: backupsBench,
  restore: restoreBench,
  posting: insertsBench,
  pow: async (bench) => [...verifierBench(), ...(await browserBench(bench))],
};
