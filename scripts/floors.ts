// The floors of the house: which room may import which. `node scripts/floors.ts` prints each breach and exits 1.
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { globbySync } from 'globby';
import { syntaxOf } from './floors/syntax.ts';

/** From the ground up. A room imports only rooms of lower floors; rooms of one floor never import each other. */
export const floors: readonly (readonly string[])[] = [
  ['tree', 'findings'],
  ['kubernetes', 'yaml'],
  ['schemas', 'options', 'secrets'],
  ['renderer'],
  ['validator', 'generator', 'charts'],
  ['rebuilder'],
  ['cli'],
];

const floorOf = new Map(floors.flatMap((rooms, floor) => rooms.map((room) => [room, floor] as const)));
const outermost = 'cli';
const yamlLibraries = new Set(['yaml', 'js-yaml']);

/** What ties a room to one machine or one moment. Only the outermost room may hold it. */
const impure = new Set([
  'process',
  'console',
  'fetch',
  'performance',
  'Buffer',
  'require',
  '__dirname',
  '__filename',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'Date.now',
  'new Date()',
  'Math.random',
  'import.meta',
]);

/**
 * The breaches in a set of files, each one sentence with its `file:line`.
 * `doors` are the files that other rooms may import: each room's `index.ts` and the doors of the package.
 */
export function breaches(files: Iterable<readonly [path: string, text: string]>, doors: ReadonlySet<string>): string[] {
  const found: string[] = [];
  for (const [path, text] of files) {
    const room = path.split('/')[0]!;
    if (room === 'scripts') continue;
    if (!floorOf.has(room)) {
      found.push(`${path}:1 lies in "${room}/", which is no room: add the room to scripts/floors.ts or move the file`);
      continue;
    }
    const { imports, globals } = syntaxOf(path, text);
    for (const { specifier, line } of imports) {
      const breach = importBreach(path, specifier, doors);
      if (breach) found.push(`${path}:${line} ${breach}`);
    }
    if (room === outermost || isTest(path)) continue;
    for (const { name, line } of globals) {
      if (impure.has(name))
        found.push(`${path}:${line} uses ${name}: only ${outermost}/ may touch the machine or the clock`);
    }
  }
  return found;
}

function importBreach(path: string, specifier: string, doors: ReadonlySet<string>): string | undefined {
  const room = path.split('/')[0]!;
  if (specifier.startsWith('.')) return relativeBreach(path, posix.join(posix.dirname(path), specifier), doors);
  if (/^fluxsmith(\/|$)/.test(specifier))
    return `imports ${specifier}: inside the house import the room's door by its path`;
  if (isBuiltin(specifier) && room !== outermost && !isTest(path)) {
    return `imports ${specifier}: rooms below ${outermost}/ are functions of their input`;
  }
  if (yamlLibraries.has(specifier.split('/')[0]!) && room !== 'yaml') {
    return `imports ${specifier}: only yaml/ knows a YAML library; use yaml/index.ts`;
  }
  return undefined;
}

function relativeBreach(path: string, target: string, doors: ReadonlySet<string>): string | undefined {
  const [room, targetRoom] = [path.split('/')[0]!, target.split('/')[0]!];
  if (room === targetRoom) return undefined;
  const [floor, targetFloor] = [floorOf.get(room)!, floorOf.get(targetRoom)];
  if (targetFloor === undefined) return `imports ${target}, which lies in no room`;
  if (targetFloor > floor)
    return `imports ${target}: ${targetRoom}/ is on floor ${targetFloor}, above ${room}/ on floor ${floor}`;
  if (targetFloor === floor)
    return `imports ${target}: ${targetRoom}/ and ${room}/ share floor ${floor} and may not know each other`;
  if (!doors.has(target) && !isTest(path)) return `imports ${target} past the door: use ${targetRoom}/index.ts`;
  return undefined;
}

function isTest(path: string): boolean {
  return path.endsWith('.test.ts');
}

function doorsOf(paths: readonly string[]): Set<string> {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    exports: Record<string, { source?: string }>;
  };
  const published = Object.values(exports).flatMap((door) => (door.source ? [posix.normalize(door.source)] : []));
  return new Set([...published, ...paths.filter((path) => /^[^/]+\/index\.ts$/.test(path))]);
}

if (import.meta.main) {
  const paths = globbySync('*/**/*.ts', { ignore: ['node_modules', 'dist', 'golden'] }).sort();
  const found = breaches(
    paths.map((path) => [path, readFileSync(path, 'utf8')]),
    doorsOf(paths),
  );
  for (const breach of found) console.error(breach);
  console.log(`floors: ${paths.length} files, ${found.length} breaches`);
  process.exitCode = found.length > 0 ? 1 : 0;
}
