import { expect, test } from 'vitest';
import { renderers } from '../index.ts';
import { lab, planFor } from '../testing/fleet.ts';

test('the plan as data, whole', () => {
  const plan = planFor(lab);
  expect(JSON.parse(renderers.json(plan))).toEqual(plan);
  expect(plan).toMatchObject({ apiVersion: 'fluxsmith/v1', kind: 'RebuildPlan', cluster: 'lab', flux: '2.9.4' });
});
