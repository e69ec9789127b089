import { kubernetesOfFlux } from '../kubernetes/index.ts';
import type { JudgedCluster } from './judged-fleet.ts';
import { fleetProblem, type FleetProblem } from './problem.ts';

/** The minor versions of Kubernetes 1 that a version of Flux is tested with; undefined where that is not known. */
export function testedKubernetes(flux: string): { readonly oldest: number; readonly newest: number } | undefined {
  return kubernetesOfFlux[flux.split('.').slice(0, 2).join('.')];
}

/** Clusters older than what their Flux needs: `flux bootstrap` refuses them. Newer ones it takes. */
export function versionProblems(clusters: readonly JudgedCluster[], flux: string): FleetProblem[] {
  const range = testedKubernetes(flux);
  return clusters.flatMap(({ name, platform, at }) => {
    if (range === undefined || platform.kubernetesMinor >= range.oldest) return [];
    const message = `is ${platform.version}, but Flux ${flux} needs Kubernetes 1.${range.oldest} or newer`;
    return [fleetProblem('fleet/platform', ['clusters', name, 'platform', 'version'], at, message)];
  });
}
