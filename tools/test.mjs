// `make test`: every check, one after the other, each reported; the last line is "N passed, N failed".
// A name as argument (`make test ONLY=http`) runs the steps whose name begins with it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findEngine } from './containers/engine.mjs';
import { provide } from './machine/programs.mjs';

const only = process.argv[2];
const results = mkdtempSync(join(tmpdir(), 'initialsdb-test-'));
const total = { passed: 0, failed: 0, skipped: 0 };

/** A command that either passes or fails as a whole. */
function check(name, ...commands) {
  return {
    name,
    run: () =>
      commands.every(([program, ...args]) => spawnSync(program, args, { stdio: 'inherit' }).status === 0)
        ? [1, 0]
        : [0, 1],
  };
}

/** A project of jest.config.mjs; each of its tests counts. */
function jest(name, ...flags) {
  return {
    name,
    run(environment = {}) {
      const outputFile = join(results, `${name}.json`);
      const { status } = spawnSync(
        process.execPath,
        [
          '--experimental-vm-modules',
          '--no-warnings',
          'node_modules/jest/bin/jest.js',
          '--selectProjects',
          name,
          '--passWithNoTests',
          '--json',
          `--outputFile=${outputFile}`,
          ...flags,
        ],
        { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...environment } },
      );
      if (!existsSync(outputFile)) return [0, 1];
      const report = JSON.parse(readFileSync(outputFile, 'utf8'));
      const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
      return [report.numPassedTests, failed === 0 && status !== 0 ? 1 : failed];
    },
  };
}

/** A step that starts programs which npm doesn't bring. Without them it counts as failed. */
function withPrograms(names, step) {
  return {
    name: step.name,
    run() {
      const fault = provide(names);
      if (fault === undefined) return step.run();
      process.stdout.write(`not run: ${fault}\n`);
      return [0, 1];
    },
  };
}

/**
 * The tests that need a container engine. Where none answers, the whole run goes on without them and says so; asked for by name, they count as failed.
 */
function inContainers(step) {
  return {
    name: step.name,
    run() {
      const { environment, reason } = findEngine();
      if (environment) return step.run(environment);
      process.stdout.write(`not run: no container engine is at hand (${reason})\n`);
      if (only) return [0, 1];
      total.skipped += 1;
      return [0, 0];
    },
  };
}

const steps = [
  check('format', ['prettier', '--check', '--log-level', 'warn', '.']),
  check('lint', ['oxlint', '--type-aware']),
  check('types', ['tsc', '-p', 'tsconfig.json'], ['tsc', '-p', 'tsconfig.web.json']),
  jest('unit', '--maxWorkers=100%'),
  jest('web'),
  // Before what starts the built product.
  check('build', ['make', '--no-print-directory', 'build']),
  // They wait for the database more than they compute.
  withPrograms(['pg_dump'], jest('http', '--maxWorkers=100%')),
  // These start whole programs and wait for them; more than two at once would get into each other's way.
  withPrograms(['pg_dump'], jest('process', '--maxWorkers=2')),
  withPrograms(['Chromium', 'pg_dump'], jest('browser', '--maxWorkers=2')),
  inContainers(jest('containers', '--runInBand')),
];

for (const step of steps.filter(({ name }) => !only || name.startsWith(only))) {
  const startedAt = Date.now();
  process.stdout.write(`\n== ${step.name}\n`);
  const [passed, failed] = step.run();
  total.passed += passed;
  total.failed += failed;
  process.stdout.write(
    `== ${step.name}: ${passed} passed, ${failed} failed (${Math.round((Date.now() - startedAt) / 1000)} s)\n`,
  );
}
rmSync(results, { recursive: true, force: true });
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exit(total.failed === 0 ? 0 : 1);
