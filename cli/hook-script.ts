import { relative, sep } from 'node:path';
import { isInside } from './repository.ts';

/** The line by which a hook is known to be ours. */
export const hookMark = '# Written by "fluxsmith hook install"; removed by "fluxsmith hook uninstall".';

/** The program that installs a hook: absolute paths of its entry and of the Node it runs on. */
export interface Program {
  readonly entry: string;
  readonly node: string;
}

/**
 * The text of a pre-commit hook (POSIX sh). Git runs it at the top of the work tree. It calls the repository's own
 * fluxsmith where npm installed one, else the program that wrote it; directly, as npm alone costs more than the check.
 * A hook that is itself a file of the repository must not name paths of this machine.
 */
export function hookScript(root: string, hookFile: string, program: Program): string {
  const isCommitted = isInside(root, hookFile) && !isInside(`${root}${sep}.git`, hookFile);
  const programs = ['node_modules/fluxsmith/cli/fluxsmith.cjs', ...reachable(root, program.entry, isCommitted)];
  const nodes = ['node_modules/.bin/node', ...reachable(root, program.node, isCommitted)];
  return `#!/bin/sh
${hookMark}
# Checks the commit being made: that the tree is what fleet.ts says, and that the staged manifests are valid.
for program in ${programs.map(quoted).join(' ')}; do
  [ -f "$program" ] && break
  program=
done
if [ -z "$program" ]; then
  echo 'fluxsmith is not installed here: run "npm install", or commit with --no-verify' >&2
  exit 1
fi
for node in ${nodes.map(quoted).join(' ')} node; do
  [ -x "$node" ] && break
done
exec "$node" "$program" hook run
`;
}

function reachable(root: string, path: string, isCommitted: boolean): string[] {
  if (isInside(root, path)) return [relative(root, path).split(sep).join('/')];
  return isCommitted ? [] : [path];
}

function quoted(word: string): string {
  return /^[\w./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
