import type { RebuildPlan } from '../plan.ts';

/** The plan as data. */
export function json(plan: RebuildPlan): string {
  return `${JSON.stringify(plan, null, 2)}\n`;
}
