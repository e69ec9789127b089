import type { EmittedCluster } from '../generator/index.ts';
import type { ClusterObjects } from './committed/cluster-objects.ts';
import { secretReferences, type SecretReference } from './committed/secret-references.ts';
import { secretsBrought } from './committed/secret-sources.ts';
import type { LostSecret } from './plan.ts';

/** The Secrets that something reads and nothing in Git brings, sorted by namespace and name. */
export function lostSecrets({ components }: EmittedCluster, committed: ClusterObjects): LostSecret[] {
  const declared = components.flatMap(({ name: component, emission }): SecretReference[] =>
    (emission.secrets ?? []).map((need) => ({ ...need, at: component })),
  );
  const brought = secretsBrought(committed);
  const byName = new Map<string, LostSecret>();
  for (const { namespace, name, keys, at } of [...committed.objects.flatMap(secretReferences), ...declared]) {
    const id = `${namespace}/${name}`;
    if (brought.has(id)) continue;
    const known = byName.get(id);
    byName.set(id, {
      namespace,
      name,
      keys: [...new Set([...(known?.keys ?? []), ...keys])].toSorted(),
      from: [...new Set([...(known?.from ?? []), at])].toSorted(),
    });
  }
  return [...byName.keys()].toSorted().map((id) => byName.get(id)!);
}
