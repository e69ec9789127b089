import { withKinds } from '../schemas/index.ts';
import type { SchemaStore } from '../schemas/index.ts';
import { validate } from '../validator/index.ts';
import type { Validation } from '../validator/index.ts';
import { readConfiguration } from './configuration.ts';
import { openSchemas } from './schemas.ts';
import type { Scope } from './scope.ts';
import { targetOf } from './target.ts';
import { programVersion } from './version.ts';
import type { World } from './world.ts';

/** What a caller says about the judgement; what is not said is up to the repository's configuration. */
export interface Judging {
  readonly config?: string | undefined;
  readonly kubernetes?: string | undefined;
  readonly flux?: string | undefined;
  readonly plain?: boolean;
  readonly requireSchemas?: boolean;
  /** Files and directories with definitions of custom resources, relative to the caller's directory. */
  readonly with?: readonly string[];
}

/** Judges the manifests of a scope by the configuration of its repository. */
export async function judgeScope(scope: Scope, judging: Judging, world: World): Promise<Validation> {
  const configuration = await readConfiguration(scope.tree, world.cwd, judging.config);
  const packs = openSchemas();
  const target = targetOf(packs, {
    kubernetes: judging.kubernetes ?? configuration.target.kubernetes,
    flux: judging.flux ?? configuration.target.flux,
  });
  return validate({
    ...scope,
    schemas: await withGiven(judging.with ?? [], packs, world),
    target,
    version: programVersion(),
    plain: judging.plain ?? false,
    requireSchemas: judging.requireSchemas ?? false,
    severities: configuration.rules,
    ignore: configuration.ignore,
  });
}

/** The packs with the kinds of further definitions before them; of two definitions of a kind the one given last judges. */
async function withGiven(paths: readonly string[], packs: SchemaStore, { cwd, stderr }: World): Promise<SchemaStore> {
  if (paths.length === 0) return packs;
  const { kindsIn } = await import('./custom-resources.ts');
  const kinds = paths.flatMap((path) => {
    const found = kindsIn(path, cwd, packs);
    if (found.length === 0) stderr.write(`note: --with ${path} holds no CustomResourceDefinition (v1)\n`);
    return found;
  });
  return withKinds(packs, kinds);
}
