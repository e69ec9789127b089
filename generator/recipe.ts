import type { Option, OptionProblem } from '../options/index.ts';
import { callSite, type CallSite } from './call-site.ts';
import type { Need, Offer } from './capability.ts';
import type { PatchOption } from './component-options.ts';
import type { Manifest } from './objects/kubernetes-object.ts';
import type { Published } from './platform.ts';

/** Where a component stands in the fleet. */
export type Layer = 'infrastructure' | 'apps';

/** What every component has. A folder written by hand has no namespace of its own. */
export interface ComponentOptions {
  readonly name: string;
  readonly patches?: readonly PatchOption[];
}

/**
 * A recipe is a component of a cluster as a function: from judged options to objects.
 * It is pure and deterministic; maps among its options arrive sorted by key.
 */
export interface Recipe<Input, Output extends ComponentOptions, L extends Layer = Layer> {
  readonly name: string;
  /** One sentence. */
  readonly summary: string;
  readonly layers: readonly L[];
  readonly options: Option<Input, Output>;
  needs?(options: Output): readonly Need[];
  /** Names of components of the same cluster that must be there first, as its option `dependsOn` says. */
  dependsOn?(options: Output): readonly string[];
  provides?(options: Output): readonly Omit<Offer, 'by'>[];
  emit(options: Output, context: Context): Emission;
}

/** What a recipe may know about the cluster it is emitted for. */
export interface Context {
  readonly cluster: string;
  readonly layer: Layer;
  /** The class that serves volumes when none is named; undefined where the cluster has none. */
  readonly storageClass: string | undefined;
  /** What the platform and the other components bring, sorted by who brings it. */
  offers(capability: Offer['capability']): readonly Offer[];
  /** How a Service of type LoadBalancer gets an address, or why it cannot get that one. */
  publish(address: string | undefined): Published | { readonly problem: string };
}

/** A volume whose content Git cannot bring back. */
export interface Volume {
  readonly namespace: string;
  /** The name of its PersistentVolumeClaim. */
  readonly claim: string;
  readonly size: string;
  readonly storageClass: string | undefined;
  /** Labels of the node that its pod runs on, where it asks for some. */
  readonly nodeSelector?: { readonly [label: string]: string };
  /** What it holds, as a noun phrase. */
  readonly holds: string;
  /** Whether the component fills it again by itself. */
  readonly refilled?: boolean;
}

/** A Secret that a person must bring: Git does not hold it. */
export interface SecretNeed {
  readonly namespace: string;
  readonly name: string;
  readonly keys: readonly string[];
}

export interface Emission {
  /** The namespaces its objects live in. */
  readonly namespaces: readonly string[];
  /** Objects of the first phase of its layer: `infrastructure/controllers` or `apps`. */
  readonly objects: readonly Manifest[];
  /** Objects that may come only when the controllers run: `infrastructure/configs`. Only in the infrastructure. */
  readonly configs?: readonly Manifest[];
  /** Instead of objects: a folder that a person wrote, from the repository root, and whether it belongs to the configs. */
  readonly directory?: { readonly path: string; readonly configs: boolean };
  readonly volumes?: readonly Volume[];
  readonly secrets?: readonly SecretNeed[];
  /** Ports of the node's own addresses that its Services take. */
  readonly hostPorts?: readonly number[];
  /** Addresses its Services get, for the documentation. */
  readonly published?: readonly { readonly service: string; readonly addresses: readonly string[] }[];
  /** How long it may take until all of it is ready, where that is longer than Helm's timeout says. */
  readonly readyWithin?: string;
  /** What only the cluster shows to be wrong about the options; paths are relative to them. */
  readonly problems?: readonly OptionProblem[];
}

/** One use of a recipe in a fleet: plain data and the recipe it names. */
export interface Component<L extends Layer = Layer> {
  readonly recipe: Recipe<unknown, ComponentOptions>;
  readonly options: unknown;
  readonly at: CallSite | null;
  /** Never set: makes a component that does not fit a layer a type error there. */
  readonly fits?: (layer: L) => void;
}

type Arguments<Input> = {} extends Input ? [options?: Input] : [options: Input];

/** Calling a recipe gives a component; `recipe` is its definition. */
export interface RecipeCall<Input, Output extends ComponentOptions, L extends Layer> {
  (...options: Arguments<Input>): Component<L>;
  readonly recipe: Recipe<Input, Output, L>;
}

/** Makes a recipe callable in a fleet. The options given there are judged when the fleet is emitted. */
export function defineRecipe<Input, Output extends ComponentOptions, const L extends Layer>(
  recipe: Recipe<Input, Output, L>,
): RecipeCall<Input, Output, L> {
  const call = (...[options]: Arguments<Input>): Component<L> => ({
    recipe,
    options: options ?? {},
    at: callSite(call),
  });
  return Object.assign(call, { recipe });
}

/** What pods with a GPU need: the runtime to reach it, and the plugin by which the scheduler knows it. */
export const gpuNeeds: readonly Need[] = [
  { capability: 'nvidia-runtime', why: 'to run on a GPU' },
  { capability: 'nvidia-gpu', why: 'to get a GPU' },
];

/** The need of a component with a volume, unless its options name the class that serves it. */
export function storageNeeds(storage: { readonly storageClass?: string }, why: string): Need[] {
  return storage.storageClass === undefined ? [{ capability: 'storage', why }] : [];
}
