import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ReadFailure, Tree } from '../tree/index.ts';
import type { Configuration } from './configuration-schema.ts';
import { Refusal, codeOf, reasonOf } from './refusal.ts';

/** What a repository says about how it is judged; it stands at the top. */
const configurationFile = 'fluxsmith.config.json';

const unsaid: Configuration = { rules: {}, ignore: [], target: {} };

/** Reads the configuration of a repository, or the file given in its place (relative to `cwd`). */
export async function readConfiguration(tree: Tree, cwd: string, given: string | undefined): Promise<Configuration> {
  const path = given ?? configurationFile;
  const content = given === undefined ? tree.read(path) : readGiven(resolve(cwd, given));
  if (given === undefined && content === 'missing') return unsaid;
  if (!(content instanceof Uint8Array)) throw new Refusal(`${path} cannot be read: ${reasonOf(content)}`);
  // The judge is a library of its own weight; a repository without configuration does not wait for it.
  const [{ judgeConfiguration }, { decodeText }] = await Promise.all([
    import('./configuration-schema.ts'),
    import('../yaml/index.ts'),
  ]);
  const decoded = decodeText(content);
  if ('problem' in decoded) throw new Refusal(`${path}:1 cannot be read: ${decoded.problem.message}`);
  return judgeConfiguration({ path, text: decoded.text });
}

function readGiven(file: string): Uint8Array | ReadFailure | string {
  try {
    return readFileSync(file);
  } catch (error) {
    return codeOf(error);
  }
}
