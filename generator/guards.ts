import type { Entry, Tree } from '../tree/index.ts';
import { appliedObjects } from './applied.ts';
import { isGenerated } from './header.ts';
import { lossesBetween, type Loss } from './losses.ts';
import type { Refusal } from './ownership.ts';

/** What a fleet allows to be lost, by cluster. */
export type Allowances = ReadonlyMap<string, readonly string[]>;

/**
 * Refuses changes that would have Flux delete what keeps data, unless the fleet allows it in words.
 * `after` is the tree as it would be.
 */
export function guardLosses(before: Tree, after: Tree, allowed: Allowances): Refusal[] {
  return clustersOf(before).flatMap((cluster) => {
    const words = allowed.get(cluster);
    if (words === undefined) return removedCluster(cluster, after);
    return lossesBetween(appliedObjects(before, cluster), appliedObjects(after, cluster))
      .filter(({ word, object }) => !words.includes(`${word}:${object}`))
      .map((loss) => refusal(cluster, loss));
  });
}

function refusal(cluster: string, { word, object, file, message }: Loss): Refusal {
  return {
    path: file,
    message,
    help: `If that is wanted, say so in the fleet: clusters.${cluster}.allow: ['${word}:${object}'].`,
  };
}

/** Clusters with files that fluxsmith wrote. */
function clustersOf(tree: Tree): string[] {
  const entries = tree.list('clusters');
  if (typeof entries === 'string') return [];
  return entries
    .filter(({ name, kind }: Entry) => kind === 'directory' && hasGeneratedFile(tree, `clusters/${name}`))
    .map(({ name }) => name);
}

const decoder = new TextDecoder();

function hasGeneratedFile(tree: Tree, folder: string): boolean {
  return ['infrastructure.yaml', 'apps.yaml'].some((name) => {
    const bytes = tree.read(`${folder}/${name}`);
    return typeof bytes !== 'string' && isGenerated(decoder.decode(bytes));
  });
}

/** Nothing in a fleet without the cluster could allow its losses, so its files are left to a person. */
function removedCluster(cluster: string, after: Tree): Refusal[] {
  if (hasGeneratedFile(after, `clusters/${cluster}`)) return [];
  return [
    {
      path: `clusters/${cluster}`,
      message: 'belongs to a cluster that the fleet no longer has; without its files Flux would delete all it runs',
      help: `If the cluster is gone, delete the folder yourself.`,
    },
  ];
}
