import type { Path } from '../findings/index.ts';
import type { CallSite } from './call-site.ts';
import type { FluxOptions, GitOptions } from './fleet.ts';
import type { PlatformFacts } from './platform.ts';
import type { ComponentOptions, Layer, Recipe } from './recipe.ts';

/** A component whose options were judged and completed. */
export interface JudgedComponent {
  readonly name: string;
  readonly layer: Layer;
  readonly recipe: Recipe<unknown, ComponentOptions>;
  readonly options: ComponentOptions;
  /** Of its options in the fleet. */
  readonly path: Path;
  readonly at: CallSite | null;
}

export interface JudgedCluster {
  readonly name: string;
  readonly platform: PlatformFacts;
  /** Sorted by layer, then by name. */
  readonly components: readonly JudgedComponent[];
  readonly allow: readonly string[];
  readonly at: CallSite | null;
}

export interface JudgedFleet {
  readonly git: GitOptions;
  readonly flux: FluxOptions;
  /** Sorted by name. */
  readonly clusters: readonly JudgedCluster[];
}
