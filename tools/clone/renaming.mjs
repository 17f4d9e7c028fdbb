// What a copy has of its own: its name wherever the old one stood, and ports and a network that don't meet those of the app it was copied from.
import { createHash } from 'node:crypto';

/** Short enough for PostgreSQL's names (63 bytes) with every ending; letters and digits alone work unquoted everywhere. */
const validName = /^[a-z][a-z0-9]{1,29}$/;

/** Names that mean something already to PostgreSQL, npm or Docker. */
const takenNames = new Set(['postgres', 'public', 'admin', 'backup', 'user', 'users', 'all', 'none', 'caddy', 'node']);

/**
 * Why a name won't do, or undefined.
 * @param {string} name @param {string} oldName
 */
export function nameFault(name, oldName) {
  if (!validName.test(name)) return 'must be 2 to 30 small letters and digits, the first a letter';
  if (takenNames.has(name)) return 'means something else already';
  return name.includes(oldName) || oldName.includes(name) ? `must not hold the old name, ${oldName}` : undefined;
}

/**
 * Ports of a copy, by the ports of this app: ten in a row for the product, so that several copies fit on one machine. Worked out of the name, so
 * that the same name gives the same ports.
 * @param {string} name
 */
export function portsOf(name) {
  const slot = createHash('sha256').update(name).digest().readUInt16BE(0) % 80;
  const product = 8100 + slot * 10;
  return new Map([
    [8080, product],
    [8081, product + 1],
    [9080, product + 1000],
    [9081, product + 1001],
    [8443, product + 3],
    [5173, 5200 + slot * 2],
    [5174, 5201 + slot * 2],
    [9229, 9900 + slot * 2],
    [9230, 9901 + slot * 2],
    [15432, 15500 + slot],
  ]);
}

/** @param {string} name third number of the network that Caddy shares with the console; 80 is edge_net's, 81 this app's */
export function subnetOf(name) {
  return 82 + (createHash('sha256').update(name).digest().readUInt16BE(2) % 170);
}

/**
 * A function that renames a text or a path.
 * @param {string} oldName @param {string} name
 */
export function renamer(oldName, name) {
  const anyCase = new RegExp(oldName, 'gi');
  return (/** @type {string} */ text) =>
    text.replace(anyCase, (found) => {
      if (found === found.toUpperCase()) return name.toUpperCase();
      return found[0] === found[0].toUpperCase() ? name[0].toUpperCase() + name.slice(1) : name;
    });
}

/**
 * A function that gives a text the copy's ports and network.
 * @param {string} name
 */
export function renumberer(name) {
  const ports = portsOf(name);
  const anyPort = new RegExp(`(?<![\\w.-])(${[...ports.keys()].join('|')})(?!\\w|\\.\\d)`, 'g');
  return (/** @type {string} */ text) =>
    text
      .replace(anyPort, (port) => String(ports.get(Number(port))))
      .replaceAll('172.30.81.', `172.30.${subnetOf(name)}.`);
}
