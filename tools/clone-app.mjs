// make clone-app DST=../yournewapp NAME=yournewapp: a renamed copy of the tracked files, as the start of an app of one's own.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { nameFault, portsOf, renamer, renumberer } from './clone/renaming.mjs';

const [destination = '', name = ''] = process.argv.slice(2);
const oldName = JSON.parse(readFileSync('package.json', 'utf8')).name;
const source = process.cwd();

function refuse(reason) {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}

/** The folder that the copy is made in, when it may be. */
function checkedTarget() {
  if (!destination || !name) refuse('Say where and what: make clone-app DST=../yournewapp NAME=yournewapp');
  const fault = nameFault(name, oldName);
  if (fault) refuse(`NAME ${fault}; this is ${JSON.stringify(name)}.`);
  const target = resolve(destination);
  const parent = dirname(target);
  if (!existsSync(parent)) refuse(`There is no folder ${parent}.`);
  if (!relative(source, join(realpathSync(parent), basename(target))).startsWith('..')) {
    refuse(`${target} lies inside this repository.`);
  }
  if (existsSync(target) && !(lstatSync(target).isDirectory() && readdirSync(target).length === 0)) {
    refuse(`${target} exists and is not an empty folder.`);
  }
  return target;
}

/** The tracked files; where there is no repository (a fresh copy), all that .gitignore doesn't name. */
function sourceFiles() {
  const tracked = spawnSync('git', ['ls-files', '-z'], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  const isRepository = tracked.status === 0 && existsSync('.git');
  const list = isRepository ? tracked.stdout : untrackedFiles();
  // A file that was deleted and not yet committed is still listed.
  return list.split('\0').filter((file) => file && existsSync(file));
}

function untrackedFiles() {
  const gitDir = mkdtempSync(join(tmpdir(), 'clone-app-'));
  try {
    const git = (...args) =>
      spawnSync('git', [`--git-dir=${gitDir}`, '--work-tree=.', ...args], { encoding: 'utf8', maxBuffer: 2 ** 26 });
    git('init', '--quiet');
    const { status, stdout } = git('ls-files', '-z', '--others', '--exclude-standard');
    if (status !== 0) refuse('git is needed to tell the files of the project from others.');
    return stdout;
  } finally {
    rmSync(gitDir, { recursive: true });
  }
}

/** Lock files hold hashes and drawings coordinates, in which digits are no ports. */
const isNumeric = (file) => /(package-lock\.json|\.svg|\.snap)$/.test(file);

function copy(files, folder) {
  const rename = renamer(oldName, name);
  const renumber = renumberer(name);
  for (const file of files) {
    const to = join(folder, rename(file));
    mkdirSync(dirname(to), { recursive: true });
    const { mode, ...stats } = lstatSync(file);
    if ((mode & 0o170000) === 0o120000) {
      symlinkSync(rename(readlinkSync(file)), to);
      continue;
    }
    const bytes = readFileSync(file);
    const isText = !bytes.subarray(0, Math.min(stats.size, 8000)).includes(0);
    const renamed = isText ? rename(bytes.toString('utf8')) : bytes;
    writeFileSync(to, isText && !isNumeric(file) ? renumber(renamed) : renamed);
    chmodSync(to, mode & 0o777);
  }
}

/** Paths and files that still hold the old name. */
function leftovers(folder) {
  const found = (text) => text.toLowerCase().includes(oldName);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => ({ path: join(entry.parentPath, entry.name), isFile: entry.isFile() }))
    .filter(({ path, isFile }) => found(relative(folder, path)) || (isFile && found(readFileSync(path, 'latin1'))))
    .map(({ path }) => relative(folder, path));
}

/** Another length of the name breaks lines elsewhere, and the copy's own check of the format goes by that. */
function format(folder) {
  const prettier = resolve('node_modules/prettier/bin/prettier.cjs');
  const { status, stderr } = spawnSync(process.execPath, [prettier, '--write', '--log-level', 'warn', '.'], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`prettier: ${stderr}`);
}

const target = checkedTarget();
const partial = mkdtempSync(join(dirname(target), `.${name}-`));
try {
  copy(sourceFiles(), partial);
  const old = leftovers(partial);
  if (old.length > 0) throw new Error(`the old name is left in:\n  ${old.join('\n  ')}`);
  format(partial);
  chmodSync(partial, 0o755);
  renameSync(partial, target);
} catch (error) {
  rmSync(partial, { recursive: true, force: true });
  refuse(`Nothing was copied: ${error.message}`);
}
const ports = portsOf(name);
process.stdout.write(
  `${target} is ${name}: board on port ${ports.get(8080)}, console on ${ports.get(8081)}.\nNext: cd ${destination} && git init && make start\n`,
);
