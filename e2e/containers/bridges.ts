import { existsSync, readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { attempt } from './shell.js';

/**
 * What Docker does by itself. With other engines (seen with podman 4) a network's bridge has the lowest hardware address of its ports, which changes
 * as containers come and go, so that what others send to it is lost for up to a minute, look-ups of names among it; and a container that is started
 * anew is sent to where it was before for as long. Where the bridges aren't this machine's, or it may not, all is as it was.
 */
const everyMs = 250;
/** /sys/class/net/NAME/addr_assign_type: set by somebody, so it stays. */
const isSet = '3';

/** Pins each bridge to the address it has, as soon as there is one, until told to stop. Nothing changes for who uses it. */
export function keepBridgesPinned(): () => void {
  // One may go while it is looked at.
  const timer = setInterval(() => void pinBridges().catch(() => undefined), everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

async function pinBridges(): Promise<void> {
  for (const [name, [first] = []] of Object.entries(networkInterfaces())) {
    const about = `/sys/class/net/${name}`;
    if (!first || !existsSync(`${about}/bridge`)) continue;
    if (readFileSync(`${about}/addr_assign_type`, 'utf8').trim() === isSet) continue;
    await attempt(['ip', 'link', 'set', 'dev', name, 'address', first.mac]);
  }
}

/**
 * Forgets where containers were.
 * @param subnets like `10.213.0`, whose bridges have `.1`
 */
export async function forgetNeighbours(subnets: string[]): Promise<void> {
  const gateways = subnets.map((subnet) => `${subnet}.1`);
  for (const [name, addresses = []] of Object.entries(networkInterfaces())) {
    if (addresses.some(({ address }) => gateways.includes(address)))
      await attempt(['ip', 'neighbour', 'flush', 'dev', name]);
  }
}
