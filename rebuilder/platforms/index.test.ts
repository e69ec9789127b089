import { expect, test } from 'vitest';
import { platforms } from '../../generator/index.ts';
import { procedures } from './index.ts';

test('every platform that a fleet can choose has its procedure', () => {
  expect(Object.keys(procedures).toSorted()).toEqual(Object.keys(platforms).toSorted());
});
