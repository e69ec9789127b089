// Preloaded into a process of the program (`node --import`): it kills itself, as no handler can see, at the n-th call
// that changes files; FLUXSMITH_TEST_KILL_AT is n. A file that is being written then is written in part.
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { changingCalls } from './changing-calls.ts';

type Call = (...args: unknown[]) => unknown;

const disk = createRequire(import.meta.url)('node:fs') as Record<string, Call>;
const fatal = Number(process.env['FLUXSMITH_TEST_KILL_AT']);
let count = 0;

for (const name of changingCalls) {
  const original = disk[name]!;
  disk[name] = (...args) => {
    if (++count === fatal) {
      if (name === 'writeFileSync') original(args[0], String(args[1]).slice(0, 3));
      process.kill(process.pid, 'SIGKILL');
    }
    return original(...args);
  };
}
syncBuiltinESMExports();
