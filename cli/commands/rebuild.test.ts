import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folder } from '../testing/folder.ts';
import { call } from '../testing/call.ts';

const project = join(import.meta.dirname, '../..');
const golden = join(project, 'golden/rebuild/homelab');

// Changed on purpose? "npx vitest run cli/commands/rebuild.test.ts -u" writes them anew.
test.each([
  ['plan.md', []],
  ['plan.json', ['-o', 'json']],
  ['plan.sh', ['--output', 'shell']],
])('the plan of the reference fleet is %s', async (file, options) => {
  const { exit, stdout, stderr } = await call(['rebuild', 'plan', 'homelab', ...options], { cwd: project });
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  await expect(stdout).toMatchFileSnapshot(join(golden, file));
  if (file.endsWith('.sh'))
    expect(spawnSync('sh', ['-n'], { input: stdout, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
});

const fleet = (names: readonly string[], options = '') => `import { defineFleet, k3s } from 'fluxsmith';
const platform = k3s({ version: 'v1.36.2+k3s1', servers: [{ name: 'one', address: '10.0.0.1' }] });
export default defineFleet({
  git: { provider: 'github', owner: 'me', repository: 'lab' ${options} },
  clusters: { ${names.map((name) => `${name}: { platform }`).join(', ')} },
});
`;

test('one cluster need not be named', async () => {
  const { exit, stdout } = await call(['rebuild', 'plan', '-o', 'json'], {
    cwd: folder({ 'fleet.ts': fleet(['lab']) }),
  });
  expect(exit).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ kind: 'RebuildPlan', cluster: 'lab' });
});

test.each<[args: string[], sentence: RegExp]>([
  [['plan'], /several clusters: lab, prod/],
  [['plan', 'labb'], /no cluster "labb"\n +help: did you mean "lab"/],
  [['plan', 'elsewhere'], /it has: lab, prod/],
  [['plan', 'lab', '-o', 'mrkdown'], /did you mean "markdown"/],
  [['run', 'lab'], /there is no action of "rebuild" "run"/],
  [['verify'], /"verify"/],
  [[], /needs to know what to do: plan/],
  [['plan', 'lab', 'more'], /does not take the argument "more"/],
])('rebuild %j is wrong usage', async (args, sentence) => {
  const cwd = folder({ 'fleet.ts': fleet(['lab', 'prod']) });
  expect(await call(['rebuild', ...args], { cwd })).toEqual({
    exit: 2,
    stdout: '',
    stderr: expect.stringMatching(sentence),
  });
});

test('a fleet with a mistake is named by file and line', async () => {
  const cwd = folder({ 'fleet.ts': fleet(['lab'], ', brnch: "x", personal: 1') });
  const { exit, stdout, stderr } = await call(['rebuild', 'plan'], { cwd });
  expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
  expect(stderr).toMatch(/fleet\.ts:3: git\.\w+ .+ \(and 1 more\)/);
});
