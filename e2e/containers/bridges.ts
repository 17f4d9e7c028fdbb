import { networkInterfaces } from 'node:os';
import { attempt } from './shell.js';

/**
 * Has networks' bridges know their containers at once, as Docker's do by themselves. With other engines (seen with podman 4) a bridge has the lowest
 * hardware address of its ports, which changes as containers come and go, so that what others send to it is lost for up to a minute, look-ups of names
 * among it; and a container that is started anew is sent to where it was before for as long. Where the bridges aren't this machine's, or it may not,
 * all is as it was.
 * @param subnets like `10.213.0`, whose bridges have `.1`
 */
export async function settleBridges(subnets: string[]): Promise<void> {
  const gateways = subnets.map((subnet) => `${subnet}.1`);
  for (const [name, addresses = []] of Object.entries(networkInterfaces())) {
    const bridge = addresses.find(({ address }) => gateways.includes(address));
    if (!bridge) continue;
    // One that was set stays.
    await attempt(['ip', 'link', 'set', 'dev', name, 'address', bridge.mac]);
    await attempt(['ip', 'neighbour', 'flush', 'dev', name]);
  }
}
