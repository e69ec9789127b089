import { expect, test } from 'vitest';
import type { ChangePlan, FileChange } from '../generator/index.ts';
import { describeDrift, describeRefusals, describeWritten, isDrift, unifiedDiff } from './drift.ts';

const created: FileChange = { path: 'apps/new.yaml', before: null, after: 'a: 1\n' };
const changed: FileChange = { path: 'apps/web.yaml', before: 'a: 1\nb: 2\n', after: 'a: 1\nb: 3\n' };
const stale: FileChange = { path: 'apps/old.yaml', before: 'a: 1\n', after: '' };
const plan = (parts: Partial<ChangePlan>): ChangePlan => ({
  writes: [],
  stale: [],
  unchanged: [],
  refusals: [],
  ...parts,
});

test('drift is named file by file, with the way to mend it', () => {
  const all = plan({ writes: [created, changed], stale: [stale], unchanged: ['x'] });
  expect(isDrift(all)).toBe(true);
  expect(describeDrift(all)).toBe(
    [
      '  + apps/new.yaml',
      '  ~ apps/web.yaml:2:4',
      '  - apps/old.yaml',
      '',
      'The tree is not what fleet.ts says.',
      '  help: if fleet.ts was changed, run "npx fluxsmith generate --prune" and "git add" what it wrote.',
      '  help: if a file above was edited by hand, put that change into fleet.ts (`values` and `patches` reach every field):',
      '        generate writes the file anew. "npx fluxsmith generate --diff" shows what it would undo.',
      '',
    ].join('\n'),
  );
  expect(describeDrift(plan({ writes: [changed] }))).toContain('run "npx fluxsmith generate" and');
  // What nobody had on disk nobody edited.
  expect(describeDrift(plan({ writes: [created] }))).not.toContain('by hand');
  expect(isDrift(plan({ unchanged: ['x'] }))).toBe(false);
  expect(describeDrift(plan({ unchanged: ['x'] }))).toBe('1 file as fleet.ts says\n');
});

test('what was written is told shortly', () => {
  const all = plan({ writes: [created, changed], stale: [stale], unchanged: ['x', 'y'] });
  expect(describeWritten(all, true)).toBe(
    '  + apps/new.yaml\n  ~ apps/web.yaml\n  - apps/old.yaml\n\nwrote 2 files, removed 1, 2 unchanged\n',
  );
  expect(describeWritten(all, false)).toBe(
    '  + apps/new.yaml\n  ~ apps/web.yaml\n\n1 generated file no longer in the fleet; "npx fluxsmith generate --prune" removes:\n  - apps/old.yaml\n\nwrote 2 files, 2 unchanged\n',
  );
  expect(describeWritten(plan({ unchanged: ['x', 'y'] }), false)).toBe('2 files as fleet.ts says: nothing to write\n');
  const many = Array.from({ length: 1000 }, (_, index) => ({ ...created, path: `apps/${index}.yaml` }));
  expect(describeWritten(plan({ writes: many }), false).split('\n')).toHaveLength(44);
});

test('obstacles are named with the way around them', () => {
  const refusals = [{ path: 'apps/a.yaml', message: 'is not ours', help: 'Move it.' }];
  expect(describeRefusals(plan({ refusals }))).toBe(
    'apps/a.yaml is not ours\n  help: Move it.\n\nNothing was written: 1 obstacle.\n',
  );
});

test.each([
  ['a: 1\nb: 2\n', 'a: 1\nb: 3\n', '2:4'],
  ['\uFEFFa: 1\r\nb: 2\r\n', 'a: 1\nb: 3\n', '2:4'],
  ['a: 1\n', 'a: 1\nb: 3\n', '2:1'],
  ['a: 1\nb: 3\nc: 1\n', 'a: 1\nb: 3\n', '3:1'],
  ['a: 1', 'a: 1\n', '1:1'],
  ['', 'a: 1\n', '1:1'],
])('the first difference of a changed file is named by line and column: %j, %j', (before, after, place) => {
  const report = describeDrift(plan({ writes: [{ path: 'a.yaml', before, after }] }));
  expect(report).toContain(`  ~ a.yaml:${place}\n`);
});

test('an obstacle in the fleet is named with its call', () => {
  const at = { file: 'fleet.ts', line: 25, column: 9 };
  const refusals = [{ path: 'apps/mine', message: 'is empty', help: 'Write.', at }];
  expect(describeDrift(plan({ refusals }))).toBe('fleet.ts:25:9 apps/mine is empty\n  help: Write.\n');
});

test('a diff reads as that of git', async () => {
  expect(await unifiedDiff(plan({ writes: [created, changed], stale: [stale] }), false)).toBe(
    [
      '--- /dev/null\n+++ b/apps/new.yaml\n@@ -0,0 +1,1 @@\n+a: 1\n',
      '--- a/apps/web.yaml\n+++ b/apps/web.yaml\n@@ -1,2 +1,2 @@\n a: 1\n-b: 2\n+b: 3\n',
      '--- a/apps/old.yaml\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-a: 1\n',
    ].join(''),
  );
  expect(await unifiedDiff(plan({ writes: [changed] }), true)).toContain('\u001b[32m+b: 3\u001b[39m\n');
});

test('a diff keeps secrets to itself', async () => {
  const secret = {
    path: 's.yaml',
    before: null,
    after: 'apiVersion: v1\nkind: Secret\nstringData:\n  password: hunter2\n',
  };
  expect(await unifiedDiff(plan({ writes: [secret] }), false)).toBe(
    '--- /dev/null\n+++ b/s.yaml\n(a Secret: not shown)\n',
  );
});
