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
}

/** Judges the manifests of a scope by the configuration of its repository. */
export async function judgeScope(scope: Scope, judging: Judging, { cwd }: World): Promise<Validation> {
  const configuration = await readConfiguration(scope.tree, cwd, judging.config);
  const schemas = openSchemas();
  const target = targetOf(schemas, {
    kubernetes: judging.kubernetes ?? configuration.target.kubernetes,
    flux: judging.flux ?? configuration.target.flux,
  });
  return validate({
    ...scope,
    schemas,
    target,
    version: programVersion(),
    plain: judging.plain ?? false,
    requireSchemas: judging.requireSchemas ?? false,
    severities: configuration.rules,
    ignore: configuration.ignore,
  });
}
