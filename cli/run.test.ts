import { expect, test } from 'vitest';
import { commands } from './commands/index.ts';
import { programVersion } from './version.ts';
import { call } from './testing/call.ts';

test('the help names every command, and each command explains itself', async () => {
  const { exit, stdout, stderr } = await call(['--help']);
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  for (const name of Object.keys(commands)) {
    expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
    const help = await call([name, '--help']);
    expect(help).toMatchObject({ exit: 0, stderr: '' });
    expect(help.stdout).toContain(`Usage: fluxsmith ${name}`);
    expect(await call([name, '-h', '--debug'])).toEqual(help);
  }
});

test('help is a command too', async () => {
  expect(await call(['help'])).toEqual(await call(['--help']));
  expect(await call(['help', '--help'])).toEqual(await call(['--help']));
  expect(await call(['help', 'validate'])).toEqual(await call(['validate', '--help']));
  expect(await call(['help', 'validat'])).toMatchObject({ exit: 2, stderr: expect.stringContaining('"validate"') });
});

test('each command bears the name it is called by', async () => {
  const loaded = await Promise.all(Object.values(commands).map((load) => load()));
  expect(loaded.map(({ command }) => command.name)).toEqual(Object.keys(commands));
});

test('the version is that of the package', async () => {
  expect(await call(['--version'])).toEqual({ exit: 0, stdout: `${programVersion()}\n`, stderr: '' });
});

test.each<[args: string[], says: RegExp]>([
  [[], /Usage: fluxsmith COMMAND[^]*no command given/],
  [['validat'], /there is no command "validat"\n {2}help: did you mean "validate"\?/],
  [['frobnicate'], /there is no command "frobnicate"\n {2}help: there is: .*validate/],
  [['constructor'], /there is no command "constructor"/],
  [['--verbose'], /fluxsmith has no option --verbose/],
  [['validate', '--stagde'], /"fluxsmith validate" has no option --stagde\n {2}help: did you mean --staged\?/],
  [['validate', '-z'], /"fluxsmith validate" has no option -z/],
  [['validate', '--toString'], /has no option --toString/],
  [['validate', '--staged=yes'], /--staged takes no value/],
  [['validate', '--since'], /--since needs a value: --since REV/],
  [['validate', '--since', '--plain'], /--since needs a value/],
  [['validate', '--since='], /--since needs a value/],
  [['generate', 'x'], /"generate" does not take the argument "x"/],
  [['hook'], /"hook" needs to know what to do: install, uninstall, run/],
  [['hook', 'instal'], /there is no action of "hook" "instal"\n {2}help: did you mean "install"\?/],
])('wrong usage is exit 2 with one clear sentence: %j', async (args, says) => {
  const { exit, stdout, stderr } = await call(args);
  expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
  expect(stderr).toMatch(says);
});

test('an error of our own is exit 3, with its stack only on request', async () => {
  const broken = {
    get cwd(): string {
      throw new TypeError('broken');
    },
  };
  const { exit, stdout, stderr } = await call(['validate'], broken);
  expect({ exit, stdout }).toEqual({ exit: 3, stdout: '' });
  expect(stderr).toMatch(/^error: this is a bug in fluxsmith .*: TypeError: broken\n {2}help: .*--debug/);
  expect(stderr).not.toMatch(/ at /);
  expect((await call(['validate', '--debug'], broken)).stderr).toMatch(/TypeError: broken\n {4}at /);
});

test('colour is for people who want it', async () => {
  const terminal = { stderrIsTerminal: true };
  expect((await call(['x'], terminal)).stderr).toContain('\u001b[31m');
  expect((await call(['x'], { ...terminal, env: { NO_COLOR: '1' } })).stderr).not.toContain('\u001b');
  expect((await call(['x'], { env: { FORCE_COLOR: '1' } })).stderr).toContain('\u001b[31m');
});
