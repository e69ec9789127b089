import type { EmittedCluster, Volume } from '../generator/index.ts';
import { claimsOf } from './committed/claims.ts';
import type { ClusterObjects } from './committed/cluster-objects.ts';
import type { LostVolume, NodeFact } from './plan.ts';
import type { Procedure } from './platforms/platform.ts';

type Selector = { readonly [label: string]: string };

/** What the fleet and the committed objects say of one volume. */
interface Known extends Volume {
  readonly nodeSelector: Selector;
  readonly from: readonly string[];
}

/** The volumes of a cluster, which Git cannot fill, sorted by namespace and claim. */
export function lostVolumes(
  emitted: EmittedCluster,
  committed: ClusterObjects,
  nodes: readonly NodeFact[],
  procedure: Procedure,
): LostVolume[] {
  const byName = new Map<string, Known>();
  for (const volume of [...declaredVolumes(emitted), ...committedVolumes(committed)]) {
    const id = `${volume.namespace}/${volume.claim}`;
    const known = byName.get(id);
    byName.set(id, known === undefined ? volume : merged(known, volume));
  }
  const { storageClass } = emitted.platform;
  return [...byName.keys()].toSorted().map((id) => lostVolume(byName.get(id)!, storageClass, nodes, procedure));
}

function declaredVolumes({ components }: EmittedCluster): Known[] {
  return components.flatMap(({ name: component, emission }) =>
    (emission.volumes ?? []).map((volume) => ({
      ...volume,
      nodeSelector: volume.nodeSelector ?? {},
      from: [component],
    })),
  );
}

function committedVolumes({ objects }: ClusterObjects): Known[] {
  return objects.flatMap((object) => claimsOf(object, objects)).map(({ at, ...volume }) => ({ ...volume, from: [at] }));
}

/** The fleet knows what a volume holds; the files are what Flux will apply. */
function merged(fleet: Known, file: Known): Known {
  return {
    ...fleet,
    size: file.size,
    storageClass: file.storageClass ?? fleet.storageClass,
    nodeSelector: { ...fleet.nodeSelector, ...file.nodeSelector },
    from: [...fleet.from, ...file.from],
  };
}

function lostVolume(
  volume: Known,
  defaultClass: string | undefined,
  nodes: readonly NodeFact[],
  procedure: Procedure,
): LostVolume {
  const { namespace, claim, size, holds, from } = volume;
  const storageClass = volume.storageClass ?? defaultClass ?? null;
  const storage = procedure.nodeStorage;
  const onNode = storage !== null && storage.storageClass === storageClass;
  const refilled = volume.refilled ?? false;
  return {
    namespace,
    claim,
    size,
    storageClass,
    holds,
    refilled,
    nodes: onNode ? nodes.filter((node) => carries(node, volume.nodeSelector)).map(({ name }) => name) : [],
    path: onNode ? storage.folderOf(namespace, claim) : null,
    save: saving(refilled, onNode, storageClass),
    from,
  };
}

function saving(refilled: boolean, onNode: boolean, storageClass: string | null): string {
  if (refilled) return 'Need not be saved: its owner fills it again.';
  if (onNode) return 'Copied off its node while the machine still runs; otherwise from the last backup.';
  return `By the storage behind ${storageClass === null ? 'the default class' : storageClass}: nothing here reaches it.`;
}

function carries(node: NodeFact, selector: Selector): boolean {
  return Object.entries(selector).every(([label, value]) => {
    return label === 'kubernetes.io/hostname' ? node.name === value : node.labels[label] === value;
  });
}
