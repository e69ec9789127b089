import { pathText } from '../options/index.ts';
import type { Path } from '../findings/index.ts';
import type { CallSite } from './call-site.ts';

/** What is wrong with a fleet: the property a person wrote, the line of the call that encloses it, and what to do. */
export interface FleetProblem {
  /** `fleet/kebab-name`, stable for ever. */
  readonly rule: FleetRule;
  /** The property: `clusters.homelab.apps[0].options.port`. */
  readonly property: string;
  readonly message: string;
  /** What to do about it; empty where the message says it. */
  readonly help: string;
  readonly at: CallSite | null;
}

export type FleetRule =
  | 'fleet/option'
  | 'fleet/name'
  | 'fleet/layer'
  | 'fleet/capability'
  | 'fleet/depends-on'
  | 'fleet/duplicate-object'
  | 'fleet/port'
  | 'fleet/node-selector'
  | 'fleet/patch-target'
  | 'fleet/directory'
  | 'fleet/platform';

export function fleetProblem(
  rule: FleetRule,
  path: Path,
  at: CallSite | null,
  message: string,
  help = '',
): FleetProblem {
  return { rule, property: pathText(path), message, help, at };
}
