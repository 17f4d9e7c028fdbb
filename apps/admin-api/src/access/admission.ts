import { type Admission, isWithin, ProblemError } from '@initialsdb/server';
import ipaddr from 'ipaddr.js';

/**
 * Admits only clients within ADMIN_ALLOWED_CIDRS. Everything else gets 403, the console's own files too: who isn't on the network
 * learns nothing but that.
 *
 * @param allowedCidrs canonical CIDRs
 */
export function admissionFrom(allowedCidrs: readonly string[]): Admission {
  const networks = allowedCidrs.map((cidr) => ipaddr.parseCIDR(cidr));
  return ({ address }) =>
    address && isWithin(address, networks)
      ? undefined
      : new ProblemError('FORBIDDEN', 'This address is not among those that may reach the console.');
}
