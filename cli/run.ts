import { choose, readArguments } from './arguments.ts';
import type { Call, Outcome } from './command.ts';
import { commands } from './commands/index.ts';
import { Refusal } from './refusal.ts';
import { programVersion } from './version.ts';
import { hasColour } from './world.ts';
import type { World } from './world.ts';

/** 0 nothing found · 1 findings, drift or a failed step · 2 wrong usage or unreadable input · 3 a bug in fluxsmith. */
export type ExitCode = 0 | 1 | 2 | 3;

/** One call of the program. The result reaches stdout only when the command came to its end. */
export async function run(args: readonly string[], world: World): Promise<ExitCode> {
  try {
    const { exit, result } = await dispatch(args, world);
    if (result) world.stdout.write(result);
    return exit;
  } catch (error) {
    return reportFailure(error, args, world);
  }
}

async function dispatch(args: readonly string[], world: World): Promise<Outcome> {
  const [name, ...rest] = args;
  if (name === '--version') return { exit: 0, result: `${programVersion()}\n` };
  if (name === undefined || name === '--help' || name === '-h') return helpOutcome(name !== undefined, world);
  if (name === 'help') return rest[0] === undefined ? helpOutcome(true, world) : dispatch([rest[0], '--help'], world);
  if (name.startsWith('-'))
    throw new Refusal(`fluxsmith has no option ${name}`, 'the command comes first: see "npx fluxsmith --help"');
  const load = choose(commands, name, 'command');
  const { command } = await load();
  const call = readArguments(command, rest);
  if (call.help) {
    const { commandHelp } = await import('./help.ts');
    return { exit: 0, result: commandHelp(command) };
  }
  return command.run(call as Call, world);
}

async function helpOutcome(asked: boolean, world: World): Promise<Outcome> {
  const { programHelp } = await import('./help.ts');
  const loaded = await Promise.all(Object.values(commands).map((load) => load()));
  const text = programHelp(
    loaded.map(({ command }) => command),
    programVersion(),
  );
  if (asked) return { exit: 0, result: text };
  world.stderr.write(text);
  throw new Refusal('no command given');
}

/** Says on stderr what went wrong; the exit code tells whose fault it is. */
export function reportFailure(error: unknown, args: readonly string[], world: World): ExitCode {
  const red = (text: string) => (hasColour(world.stderr, world.env) ? `\u001b[31m${text}\u001b[39m` : text);
  const debug = args.includes('--debug');
  if (error instanceof Refusal) {
    world.stderr.write(`${red('error:')} ${error.message}\n`);
    if (error.help) world.stderr.write(`  help: ${error.help}\n`);
    if (debug && error.cause instanceof Error) world.stderr.write(`${error.cause.stack}\n`);
    return 2;
  }
  if (isSystemError(error)) {
    world.stderr.write(`${red('error:')} ${error.message}\n`);
    if (debug) world.stderr.write(`${error.stack}\n`);
    return 2;
  }
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  world.stderr.write(`${red('error:')} this is a bug in fluxsmith ${programVersion()}: ${message}\n`);
  if (debug && error instanceof Error) world.stderr.write(`${error.stack}\n`);
  else world.stderr.write('  help: run it again with --debug and report what it prints\n');
  return 3;
}

/** A call that the system refused: a full disk, a missing right. No fault of the program's. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'errno' in error;
}
