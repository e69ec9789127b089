import { reportFailure, run } from './run.ts';
import type { ExitCode } from './run.ts';
import { processWorld } from './world.ts';

const args = process.argv.slice(2);
const world = processWorld();

// What cannot be written is judged at the end.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
process.on('uncaughtException', (error) => leave(reportFailure(error, args, world)));
void run(args, world).then(leave);

/** Ends the process once the output is through: a fleet may have left a timer behind. */
function leave(code: ExitCode): void {
  process.stdout.write('', () => {
    const failure = process.stdout.errored;
    process.exitCode = failure && !isClosed(failure) ? reportFailure(failure, args, world) : code;
    process.stderr.write('', () => process.exit());
  });
}

/** A reader that has seen enough (`| head`) is no error: the verdict stays the exit code. */
function isClosed({ code = '' }: NodeJS.ErrnoException): boolean {
  return ['EPIPE', 'ERR_STREAM_DESTROYED'].includes(code);
}
