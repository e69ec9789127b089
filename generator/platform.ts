import type { Option, OptionProblem } from '../options/index.ts';
import { callSite, type CallSite } from './call-site.ts';
import type { Offer } from './capability.ts';

/** What a Service of type LoadBalancer must carry, and the addresses it gets. */
export interface Published {
  readonly labels: { readonly [key: string]: string };
  readonly annotations: { readonly [key: string]: string };
  readonly addresses: readonly string[];
}

export interface Node {
  readonly name: string;
  readonly role: 'server' | 'agent';
  readonly address: string;
  /** All labels the node must carry before Flux is started, also those the platform derives. */
  readonly labels: { readonly [key: string]: string };
  /** What the installer of the node is told beyond the address of the first server and the token. */
  readonly installFlags: readonly string[];
}

/** One part of a cluster and who brings it: a row of the generated documentation. */
export interface PlatformPart {
  /** `Storage`, `Load balancer`. */
  readonly part: string;
  /** What the platform does by itself, as Markdown. */
  readonly brought: string;
  /** What is therefore not installed, as Markdown. */
  readonly notInstalled: string;
}

/** A port of a node's address that is taken. */
export interface HostPort {
  readonly port: number;
  readonly address: string;
  /** Who holds it. */
  readonly by: string;
  /** What to do for whoever wants it too. */
  readonly help: string;
}

/** What a cluster of this platform has before anything of the fleet runs on it. */
export interface PlatformFacts {
  /** The name of its definition: `k3s`. */
  readonly platform: string;
  /** As its releases are called: `v1.36.2+k3s1`. */
  readonly version: string;
  /** The minor version of Kubernetes 1 that it runs: 36. */
  readonly kubernetesMinor: number;
  /** Both, for people: `K3s v1.36.2+k3s1`. */
  readonly title: string;
  readonly nodes: readonly Node[];
  readonly storageClass: string | undefined;
  readonly offers: readonly Omit<Offer, 'by'>[];
  readonly parts: readonly PlatformPart[];
  /** Ports that the platform's own Services take. */
  readonly hostPorts: readonly HostPort[];
  publish(address: string | undefined): Published | { readonly problem: string };
  /** What the options' schema cannot say; paths are relative to the options. */
  readonly problems: readonly OptionProblem[];
}

/** A platform is a kind of cluster as a function: from judged options to what such a cluster brings. */
export interface Platform<Input, Output> {
  readonly name: string;
  readonly summary: string;
  readonly options: Option<Input, Output>;
  describe(options: Output): PlatformFacts;
}

/** A cluster's platform in a fleet: plain data and the platform it names. */
export interface PlatformChoice {
  readonly platform: Platform<unknown, unknown>;
  readonly options: unknown;
  readonly at: CallSite | null;
}

export interface PlatformCall<Input, Output> {
  (options: Input): PlatformChoice;
  readonly platform: Platform<Input, Output>;
}

export function definePlatform<Input, Output>(platform: Platform<Input, Output>): PlatformCall<Input, Output> {
  const call = (options: Input): PlatformChoice => ({ platform, options, at: callSite(call) });
  return Object.assign(call, { platform });
}
