import { reportFailure, run } from './run.ts';
import type { ExitCode } from './run.ts';
import { processWorld } from './world.ts';

const args = process.argv.slice(2);
const world = processWorld();

// A reader that has seen enough (`| head`) is no error: the verdict stays the exit code.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (!['EPIPE', 'ERR_STREAM_DESTROYED'].includes(error.code ?? '')) throw error;
  });
}
process.on('uncaughtException', (error) => leave(reportFailure(error, args, world)));
void run(args, world).then(leave);

/** Ends the process once the output is through: a fleet may have left a timer behind. */
function leave(code: ExitCode): void {
  process.exitCode = code;
  process.stdout.write('', () => process.stderr.write('', () => process.exit()));
}
