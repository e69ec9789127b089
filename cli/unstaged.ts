import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ChangePlan, FileChange } from '../generator/index.ts';
import { isKustomization } from '../validator/index.ts';

/** What to say where all that the index lacks to be as the fleet says stands on disk; undefined where it does not. */
export function stagingAdvice({ writes, stale }: ChangePlan, root: string): readonly string[] | undefined {
  const isDone = writes.every((change) => isWritten(change, root)) && stale.every((change) => isGone(change, root));
  if (!isDone) return undefined;
  const folders = [...new Set([...writes, ...stale].map(({ path }) => path.slice(0, path.indexOf('/'))))].sort();
  return [`  help: on disk it is, but it is not staged: git add --all ${folders.join(' ')}`];
}

/** Says of folders that the fleet wires in and that only the index lacks that they are not staged. */
export function namingUnstaged(plan: ChangePlan, root: string): ChangePlan {
  const refusals = plan.refusals.map((refusal) => {
    if (!refusal.at || !holdsKustomization(join(root, refusal.path))) return refusal;
    return { ...refusal, message: `${refusal.message} that is staged`, help: `git add ${refusal.path}` };
  });
  return { ...plan, refusals };
}

function holdsKustomization(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).some(isKustomization);
}

function isWritten({ path, after }: FileChange, root: string): boolean {
  try {
    return readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n') === after;
  } catch {
    return false;
  }
}

function isGone({ path }: FileChange, root: string): boolean {
  return !existsSync(join(root, path));
}
