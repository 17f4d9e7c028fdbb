// The programs that some tests start and that npm doesn't bring: a Chromium and PostgreSQL's client programs.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const debianChromium = '/usr/bin/chromium';
const debianPostgres = '/usr/lib/postgresql';

/** By name: where one may be, the first first; Debian's package of it; and how it is had elsewhere. */
const programs = {
  Chromium: {
    places: () => [chromium.executablePath(), process.env.CHROMIUM_PATH, debianChromium],
    debianPackage: 'chromium',
    elsewhere: '`npx playwright-core install chromium`, or any Chromium with its path in CHROMIUM_PATH',
  },
  pg_dump: {
    places: () => [...(process.env.PATH ?? '').split(delimiter), ...versionsIn(debianPostgres)].map(dumpIn),
    debianPackage: 'postgresql-client',
    elsewhere: '`brew install libpq` on macOS, or the client programs of PostgreSQL 15 or newer',
  },
};

/**
 * Makes sure that programs are there: those that are missing are installed where that may be, with what apt says on the terminal.
 * @param {readonly string[]} names
 * @returns {string | undefined} what is still missing and how to get it
 */
export function provide(names, { known = programs, mayInstall = isRootOnDebian() } = {}) {
  const isMissing = (name) => !known[name].places().some((path) => path && existsSync(path));
  const missing = names.filter(isMissing);
  const packagesOf = (some) => some.map((name) => known[name].debianPackage);
  if (missing.length > 0 && mayInstall) install(packagesOf(missing));
  const left = missing.filter(isMissing);
  if (left.length === 0) return undefined;
  return [
    `These tests start ${left.join(' and ')}, which this machine doesn't have.`,
    `Debian: sudo apt-get install ${packagesOf(left).join(' ')}`,
    ...left.map((name) => `elsewhere, ${name}: ${known[name].elsewhere}`),
  ].join('\n  ');
}

function install(packages) {
  process.stdout.write(`install    Debian's ${packages.join(', ')}\n`);
  const run = (...args) =>
    spawnSync('apt-get', ['--quiet=2', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  run('update');
  run('install', '--yes', '--no-install-recommends', ...packages);
}

/** Not Ubuntu: its chromium package is a snap, which containers and many servers can't start. */
function isRootOnDebian() {
  const release = '/etc/os-release';
  return process.getuid?.() === 0 && existsSync(release) && /^ID=debian$/m.test(readFileSync(release, 'utf8'));
}

function versionsIn(folder) {
  return existsSync(folder) ? readdirSync(folder).map((version) => join(folder, version, 'bin')) : [];
}

const dumpIn = (folder) => join(folder, 'pg_dump');
