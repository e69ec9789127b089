import type { Entry, Tree } from '../tree/index.ts';
import { appliedObjects } from './applied.ts';
import type { CallSite } from './call-site.ts';
import { isGenerated } from './header.ts';
import { lossesBetween, type Loss } from './losses.ts';
import type { Refusal } from './ownership.ts';

/** What a cluster of the fleet allows to be lost, and where it is called. */
export interface ClusterAllowance {
  readonly words: readonly string[];
  readonly at: CallSite | null;
}

export interface GuardedLosses {
  readonly refusals: readonly Refusal[];
  /** Allowances that nothing needs: `clusters.homelab.allow: remove-volume:a/b`. */
  readonly spent: readonly string[];
}

/**
 * Refuses changes that would have Flux delete what keeps data, unless the fleet allows it in words.
 * `befores` are the trees that clusters may follow now; `after` is the tree as it would be without stale files.
 */
export function guardLosses(
  befores: readonly Tree[],
  after: Tree,
  allowances: ReadonlyMap<string, ClusterAllowance>,
  prune: boolean,
): GuardedLosses {
  const refusals = new Map<string, Refusal>();
  const spent: string[] = [];
  for (const [cluster, { words, at }] of allowances) {
    const applied = befores.length === 0 ? new Map() : appliedObjects(after, cluster);
    const losses = befores.flatMap((before) => lossesBetween(appliedObjects(before, cluster), applied));
    const lost = new Set(losses.map(wordOf));
    for (const loss of losses)
      if (!words.includes(wordOf(loss))) refusals.set(loss.message, refusal(cluster, loss, at));
    spent.push(...words.filter((word) => !lost.has(word)).map((word) => `clusters.${cluster}.allow: ${word}`));
  }
  const removed = prune ? befores.flatMap(clustersOf).filter((name) => !allowances.has(name)) : [];
  for (const name of removed) refusals.set(name, removedCluster(name));
  return { refusals: [...refusals.values()], spent };
}

function wordOf({ word, object }: Loss): string {
  return `${word}:${object}`;
}

function refusal(cluster: string, loss: Loss, at: CallSite | null): Refusal {
  const help = `If that is wanted, say so in the fleet: clusters.${cluster}.allow: ['${wordOf(loss)}'].`;
  return { path: loss.file, at, message: loss.message, help };
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
function removedCluster(cluster: string): Refusal {
  return {
    path: `clusters/${cluster}`,
    message: 'belongs to a cluster that the fleet no longer has; without its files Flux would delete all it runs',
    help: `If the cluster is gone, delete the folder yourself.`,
  };
}
