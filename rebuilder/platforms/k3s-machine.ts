import type { NodeFact } from '../plan.ts';
import type { Machines } from './platform.ts';

/** Where the install script puts programs. */
export const binaries = '/usr/local/bin';

/** The server that is installed first and that the others join. */
export function first({ nodes }: Machines): NodeFact {
  return nodes.find(({ role }) => role === 'server')!;
}

/** The service that the install script makes. */
export function serviceOf({ role }: NodeFact): string {
  return role === 'server' ? 'k3s' : 'k3s-agent';
}
