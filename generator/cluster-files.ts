import type { EmittedCluster } from './emit-cluster.ts';
import type { LaidFile } from './layout.ts';
import { fluxKustomization } from './objects/flux-kustomization.ts';
import { timeoutOf } from './timeout.ts';
import { phases, type Phase } from './unit.ts';

/** The names of the official Flux layout. A changed name would delete everything its Kustomization applied. */
const kustomizationName = {
  controllers: 'infra-controllers',
  configs: 'infra-configs',
  apps: 'apps',
} as const satisfies Record<Phase, string>;

const clusterFile = { controllers: 'infrastructure', configs: 'infrastructure', apps: 'apps' } as const;

/**
 * The files of `clusters/<cluster>/`: one Flux Kustomization for each phase, each after the one before. There is no
 * kustomization.yaml beside them: `flux bootstrap` keeps its own folder `flux-system/` there, and a list that does
 * not name it would have Flux delete itself.
 */
export function clusterFiles(
  { name, units }: EmittedCluster,
  folders: ReadonlyMap<Phase, string>,
): Map<string, LaidFile> {
  const files = new Map<string, LaidFile>();
  let before: Phase | undefined;
  for (const phase of phases) {
    const path = folders.get(phase);
    if (path === undefined) continue;
    const object = fluxKustomization({
      name: kustomizationName[phase],
      path,
      timeout: timeoutOf(units.filter((unit) => unit.phase === phase)),
      dependsOn: before === undefined ? [] : [kustomizationName[before]],
    });
    const file = `clusters/${name}/${clusterFile[phase]}.yaml`;
    files.set(file, { objects: [...(files.get(file)?.objects ?? []), object], clusters: [name] });
    before = phase;
  }
  return files;
}
