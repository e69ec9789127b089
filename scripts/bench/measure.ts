import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** One run of a process, or the medians of several: wall and CPU time in milliseconds, peak memory in MB. */
export interface Cost {
  readonly wall: number;
  readonly cpu: number;
  readonly memory: number;
}

export interface Contestant {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** The directory it runs in. */
  readonly cwd?: string;
}

const gnuTime = '/usr/bin/time';

/** Runs all contestants in turn, `rounds` times, so that a busy moment of the machine meets all of them. The first round warms and is not counted. */
export function race(contestants: readonly Contestant[], rounds: number): Map<string, Cost> {
  const costs = new Map<string, Cost[]>(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const contestant of contestants) {
      const cost = runOnce(contestant);
      if (round > 0) costs.get(contestant.name)!.push(cost);
    }
  }
  return new Map([...costs].map(([name, list]) => [name, medianCost(list)]));
}

function runOnce({ name, command: [program, ...args], cwd }: Contestant): Cost {
  if (!existsSync(gnuTime)) throw new Error(`the benchmark needs GNU time at ${gnuTime} (package "time")`);
  const start = process.hrtime.bigint();
  const run = spawnSync(gnuTime, ['-f', '%U %S %M', program, ...args], { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
  const wall = Number(process.hrtime.bigint() - start) / 1e6;
  if (run.error) throw run.error;
  if (run.status !== 0) throw new Error(`${name} ended with ${run.status}:\n${(run.stdout + run.stderr).slice(-2000)}`);
  const [user, system, kilobytes] = run.stderr.trimEnd().split('\n').at(-1)!.split(' ').map(Number);
  return { wall, cpu: (user! + system!) * 1000, memory: kilobytes! / 1024 };
}

function medianCost(costs: readonly Cost[]): Cost {
  const median = (of: (cost: Cost) => number): number => costs.map(of).sort((a, b) => a - b)[costs.length >> 1]!;
  return { wall: median((cost) => cost.wall), cpu: median((cost) => cost.cpu), memory: median((cost) => cost.memory) };
}
