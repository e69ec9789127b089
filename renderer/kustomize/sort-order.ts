import { Failure } from './failure.ts';
import { firstKinds, lastKinds } from './field-spec.ts';
import type { Gvk, Id } from './identity.ts';
import type { Kustomization } from './kustomization-shape.ts';
import type { ResourceMap } from './resource-map.ts';

type SortOptions = NonNullable<Kustomization['sortOptions']>;

/** Puts the objects into the order that `sortOptions` asks for: as they came (`fifo`), or by kind (`legacy`). */
export function sortResources(resources: ResourceMap, { order, legacySortOptions: kinds, at }: SortOptions): void {
  if (order?.text !== 'fifo' && order?.text !== 'legacy') {
    throw new Failure('wrong-type', 'sortOptions.order must be fifo or legacy.', order?.node ?? at);
  }
  if (order.text === 'fifo') {
    if (kinds) throw new Failure('wrong-type', 'legacySortOptions are for the order legacy.', kinds.at);
    return;
  }
  const first = kinds ? (kinds.orderFirst ?? []).map(({ text }) => text) : firstKinds;
  const last = kinds ? (kinds.orderLast ?? []).map(({ text }) => text) : lastKinds;
  const ranks = new Map([
    ...first.map((kind, index) => [kind, index - first.length] as const),
    ...last.map((kind, index) => [kind, index + 1] as const),
  ]);
  resources.sort((one, other) => compare(one.id, other.id, ranks));
}

function compare(one: Id, other: Id, ranks: ReadonlyMap<string, number>): number {
  const rank = (ranks.get(one.kind) ?? 0) - (ranks.get(other.kind) ?? 0);
  if (rank !== 0) return rank;
  const [a, b] = [kindText(one), kindText(other)];
  if (a !== b) {
    const areNamespaces =
      one.kind === 'Namespace' && other.kind === 'Namespace' && (one.group === '' || other.group === '');
    return a < b === areNamespaces ? 1 : -1;
  }
  const [c, d] = [nameText(one), nameText(other)];
  return c < d ? -1 : c > d ? 1 : 0;
}

function kindText({ group, version, kind }: Gvk): string {
  return `${group || '~G'}_${version || '~V'}_${kind || '~K'}`;
}

function nameText({ namespace, name }: Id): string {
  return `${namespace || '~X'}|${name || '~N'}`;
}
