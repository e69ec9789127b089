// Runs several commands, one after the other, in one process: its argument is a list of argument lists as JSON.
import { run } from '../run.ts';
import { processWorld } from '../world.ts';

const results: unknown[] = [];
for (const args of JSON.parse(process.argv[2]!) as string[][]) {
  const written = { stdout: '', stderr: '' };
  const output = (name: keyof typeof written) => ({
    write: (text: string) => void (written[name] += text),
    isTerminal: false,
  });
  const exit = await run(args, { ...processWorld(), stdout: output('stdout'), stderr: output('stderr') });
  results.push({ args, exit, ...written });
}
process.stdout.write(JSON.stringify(results));
