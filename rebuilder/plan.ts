/** Where a command runs: on the machine of the person who rebuilds, or on a node, reached by ssh. */
export type Place = 'workstation' | `node/${string}`;

/** A value that a command reads from its environment and that stands in no file and no argument. */
export interface Input {
  /** The environment variable. */
  readonly name: string;
  /** What a person is asked for, as a noun phrase. */
  readonly what: string;
  /** Whether it may never be shown. */
  readonly secret: boolean;
  /** The command that prints it, where a person need not know it. */
  readonly from: { readonly on: Place; readonly command: string } | null;
}

/** What a person can do about a step that fails. */
export interface Remedy {
  /** What it is for, as a phrase that a colon can follow: `To let notes/data begin empty`. */
  readonly what: string;
  /** POSIX shell commands for the workstation; words in capitals are a person's to replace. */
  readonly commands: readonly string[];
}

/** One thing to do. */
export interface Step {
  /** Unique in the plan: `join-node2`. */
  readonly id: string;
  /** What is done, in the imperative. */
  readonly title: string;
  /** Why, and why here. */
  readonly why: string;
  readonly on: Place;
  readonly inputs: readonly Input[];
  /** POSIX shell commands, run one after the other in one shell that stops at the first failure. */
  readonly commands: readonly string[];
  /** What a person sees when it worked. */
  readonly expect: string;
  /** What only a person can say when the commands have run, as a question; without a yes the step has failed. */
  readonly question: string | null;
  /** What to do where it fails. */
  readonly remedies: readonly Remedy[];
  /** A command that succeeds when the step is already done; null for a check, which is made anew each time. */
  readonly done: string | null;
  /** The steps that must be done before. */
  readonly after: readonly string[];
  /** Whether it deletes what nothing else in the plan brings back. */
  readonly destructive: boolean;
}

/** A volume whose content Git does not hold. */
export interface LostVolume {
  readonly namespace: string;
  readonly claim: string;
  /** A quantity: `20Gi`. */
  readonly size: string;
  readonly storageClass: string | null;
  /** What it holds, as a noun phrase. */
  readonly holds: string;
  /** Whether its owner fills it again by itself. */
  readonly refilled: boolean;
  /** The nodes it can lie on, where the storage is the nodes' own. */
  readonly nodes: readonly string[];
  /** Where it lies there, as a shell pattern; null where the storage is not the nodes' own. */
  readonly path: string | null;
  /** How its content is saved. */
  readonly save: string;
  /** Who says so: `file:line`, or a component of the fleet. */
  readonly from: readonly string[];
}

/** A Secret that no file in Git brings. */
export interface LostSecret {
  readonly namespace: string;
  readonly name: string;
  /** The keys that are known to be read; empty where nothing says which. */
  readonly keys: readonly string[];
  /** Who reads it: `file:line`, or a component of the fleet. */
  readonly from: readonly string[];
}

/** What the fleet expects of a machine. */
export interface NodeFact {
  readonly name: string;
  readonly role: 'server' | 'agent';
  readonly address: string;
  readonly labels: { readonly [key: string]: string };
  readonly installFlags: readonly string[];
}

/** The way from empty machines to a reconciled cluster: data that renderers print and that nothing here runs. */
export interface RebuildPlan {
  readonly apiVersion: 'fluxsmith/v1';
  readonly kind: 'RebuildPlan';
  readonly cluster: string;
  /** `K3s v1.36.2+k3s1`. */
  readonly platform: string;
  /** The version of Flux, without `v`. */
  readonly flux: string;
  readonly repository: { readonly url: string; readonly branch: string; readonly path: string };
  /** The folder on the workstation, in the directory the commands are run in, that keeps what the rebuild saves. */
  readonly folder: string;
  /** Environment variables that every command on the workstation needs, their values as shell words. */
  readonly environment: { readonly [name: string]: string };
  readonly nodes: readonly NodeFact[];
  readonly volumes: readonly LostVolume[];
  readonly secrets: readonly LostSecret[];
  /** What else Git cannot bring back and the new cluster makes anew, a sentence each. */
  readonly madeAnew: readonly string[];
  /** In an order that keeps every `after`. */
  readonly steps: readonly Step[];
}
