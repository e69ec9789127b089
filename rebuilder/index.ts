export type { RebuildPlan, Step } from './plan.ts';
export { planRebuild } from './plan-rebuild.ts';
export { renderers } from './renderers/index.ts';
