import type { RebuildPlan } from '../plan.ts';

/** A plan as text. */
export type Renderer = (plan: RebuildPlan) => string;
