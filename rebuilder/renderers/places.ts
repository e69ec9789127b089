import type { Place, RebuildPlan } from '../plan.ts';

/** The node of a place; undefined for the workstation. */
export function nodeOf({ nodes }: RebuildPlan, place: Place): RebuildPlan['nodes'][number] | undefined {
  return place === 'workstation' ? undefined : nodes.find(({ name }) => place === `node/${name}`);
}
