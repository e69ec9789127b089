import type { Path } from '../findings/index.ts';
import type { CallSite } from './call-site.ts';
import type { KubernetesObject } from './objects/kubernetes-object.ts';
import type { Patch } from './objects/patch.ts';

/** The steps in which Flux applies a cluster; each waits for the one before. */
export const phases = ['controllers', 'configs', 'apps'] as const;
export type Phase = (typeof phases)[number];

/** The folder of a phase. */
export const phaseFolder = {
  controllers: 'infrastructure/controllers',
  configs: 'infrastructure/configs',
  apps: 'apps',
} as const satisfies Record<Phase, string>;

/** What one component adds to one phase of one cluster: a folder's content, or a folder that is there already. */
export interface Unit {
  readonly phase: Phase;
  readonly component: string;
  /** Of its options in the fleet. */
  readonly path: Path;
  readonly at: CallSite | null;
  /** Objects by file name, with `.yaml`, in the order in which they are listed. */
  readonly files: ReadonlyMap<string, KubernetesObject>;
  readonly patches: readonly Patch[];
  /** Instead of files: a folder written by hand, from the repository root. */
  readonly directory?: string;
  /** How long it may take until its objects are ready, in nanoseconds. */
  readonly readyWithin: number;
}
