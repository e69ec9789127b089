/** What can be lost, and the word by which a fleet allows it. The object follows: `<word>:<namespace>/<name>`. */
export const lossWords = [
  /** A PersistentVolumeClaim is deleted, and with it, by most storage classes, what it holds. */
  'remove-volume',
  /** A StatefulSet goes or names its claims anew: the old claims stay in the cluster and nothing uses them. */
  'abandon-volumes',
  /** A Helm release is uninstalled. */
  'uninstall-release',
  /** A Helm release is uninstalled and installed again: what its chart keeps on volumes of its own is lost. */
  'reinstall-release',
  /** A volume is to get a size or class that it cannot get in place: Flux or Helm will fail until it is made anew. */
  'change-volume',
  /** An object passes from one Flux Kustomization to another: the first deletes it before the second applies it. */
  'move-object',
] as const;

export type LossWord = (typeof lossWords)[number];

/** One loss that is wanted: `remove-volume:llama/llama-models-pvc`. */
export type Allowance = `${LossWord}:${string}/${string}`;
