import {
  about,
  boolean,
  choice,
  defaulted,
  list,
  object,
  text,
  type InputOf,
  type OutputOf,
} from '../options/index.ts';
import type { Allowance } from './allowance.ts';
import { callSite, type CallSite } from './call-site.ts';
import type { PlatformChoice } from './platform.ts';
import type { Component } from './recipe.ts';

const gitName = text({ pattern: '^[A-Za-z0-9_.-]+$', due: 'a name of letters, digits, "-", "_" and "."' });

/** Where the repository lives and how `flux bootstrap` reaches it. */
export const gitOptions = object({
  provider: choice('github'),
  owner: gitName,
  repository: gitName,
  branch: defaulted(text({ pattern: '^[^\\s~^:?*\\[\\\\]+$', due: 'the name of a branch' }), 'main'),
  personal: about('The owner is a person, not an organisation.', defaulted(boolean(), false)),
  private: defaulted(boolean(), true),
});

export const fluxOptions = object({
  version: about(
    'The version of Flux that bootstrap installs, exact; what is emitted is written for it.',
    defaulted(
      text({ pattern: '^2\\.(?:9|[1-9]\\d)\\.\\d+$', due: 'a version of Flux from 2.9.0 on, without "v"' }),
      '2.9.4',
    ),
  ),
  componentsExtra: about(
    "Controllers beyond Flux's own four.",
    defaulted(
      list(choice('image-automation-controller', 'image-reflector-controller', 'source-watcher'), {
        uniqueItems: true,
      }),
      [],
    ),
  ),
});

export type GitOptions = OutputOf<typeof gitOptions>;
export type FluxOptions = OutputOf<typeof fluxOptions>;

export interface ClusterSpec {
  readonly platform: PlatformChoice;
  /** Controllers and their configuration: `infrastructure/`. */
  readonly infrastructure?: readonly Component<'infrastructure'>[];
  /** What runs on the cluster: `apps/`. */
  readonly apps?: readonly Component<'apps'>[];
  /** Changes that lose data and are wanted, in words: `remove-volume:llama/llama-models-pvc`. */
  readonly allow?: readonly Allowance[];
}

export interface FleetSpec {
  readonly git: InputOf<typeof gitOptions>;
  readonly flux?: InputOf<typeof fluxOptions>;
  /** Clusters by name; the name is the folder in `clusters/`. */
  readonly clusters: { readonly [name: string]: ClusterSpec };
}

/** A fleet as it was written: plain data, judged when it is resolved. */
export interface Fleet {
  readonly fluxsmith: 'fleet';
  readonly spec: FleetSpec;
  readonly at: CallSite | null;
}

/** The one value `fleet.ts` exports: which clusters there are and what runs on them. */
export function defineFleet(spec: FleetSpec): Fleet {
  return { fluxsmith: 'fleet', spec, at: callSite(defineFleet) };
}

export function isFleet(value: unknown): value is Fleet {
  return typeof value === 'object' && value !== null && 'fluxsmith' in value && value.fluxsmith === 'fleet';
}
