import type { NodeFact, Step } from '../plan.ts';

/** A step before it has its place in the order; most ask nothing and explain themselves when they fail. */
export type Draft = Omit<Step, 'after' | 'question' | 'remedies'> & Partial<Pick<Step, 'question' | 'remedies'>>;

/** What the procedures of a platform may know. */
export interface Machines {
  /** The platform's release: `v1.36.2+k3s1`. */
  readonly version: string;
  /** Servers first; the first of them is installed first. */
  readonly nodes: readonly NodeFact[];
  /** The folder of this rebuild on the workstation. */
  readonly folder: string;
}

/** How clusters of one platform are saved, removed and installed. */
export interface Procedure {
  /** Storage that lies on the nodes themselves and goes with them; null where there is none. */
  readonly nodeStorage: {
    readonly storageClass: string;
    /** The pattern of a volume's folder on its node. */
    folderOf(namespace: string, claim: string): string;
  } | null;
  /** What a new cluster makes anew, a sentence each. */
  readonly madeAnew: readonly string[];
  /** The release of Kubernetes in a release of the platform: `v1.36.2`. */
  kubernetesOf(version: string): string;
  /** Stages in order; the steps of a stage need nothing of each other. */
  checkMachines(machines: Machines): readonly Draft[];
  saveData(machines: Machines): readonly Draft[];
  removeOld(machines: Machines): readonly (readonly Draft[])[];
  install(machines: Machines): readonly (readonly Draft[])[];
  /** The kubeconfig of the new cluster, at `<folder>/kubeconfig`. */
  fetchKubeconfig(machines: Machines): readonly Draft[];
  join(machines: Machines): readonly (readonly Draft[])[];
}
