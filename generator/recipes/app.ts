import type { OutputOf } from '../../options/index.ts';
import { listenersOf, podOf, startupSecondsOf } from './app-pod.ts';
import { appOptions } from './app-options.ts';
import { problemsOf } from './app-problems.ts';
import { routeManifests } from '../objects/http-route.ts';
import type { Manifest } from '../objects/kubernetes-object.ts';
import { service } from '../objects/service.ts';
import { volumeClaim } from '../objects/volume-claim.ts';
import { deployment, statefulSet, type WorkloadVolume } from '../objects/workload.ts';
import { defineRecipe, gpuNeeds, type Context, type Emission, type SecretNeed, type Volume } from '../recipe.ts';
import type { Need } from '../capability.ts';

type AppOptions = OutputOf<typeof appOptions>;

/** Flux and the API's default deadlines are made for starts of up to five minutes. */
const usualStartupSeconds = 300;

/** A program in a container: a Deployment or StatefulSet, its Service and its volumes. */
export const app = defineRecipe({
  name: 'app',
  summary: 'A program in a container: a Deployment or StatefulSet with its Service, volumes and route.',
  layers: ['apps'],
  options: appOptions,
  needs: needsOf,
  emit: (options, context): Emission => {
    const namespace = options.namespace ?? options.name;
    const volumes = volumesOf(options, context);
    const published = publish(options, context);
    const startup = startupSecondsOf(options);
    const slow = startup > usualStartupSeconds;
    const workload = {
      name: options.name,
      namespace,
      replicas: options.replicas,
      pod: podOf(options),
      volumes,
      // A start that takes its time must not count as a rollout that hangs.
      ...(slow && { progressDeadline: startup + usualStartupSeconds }),
    };
    const claims = options.kind === 'Deployment' ? volumes : [];
    const objects: Manifest[] = [
      ...claims.map((claim) => ({ file: `volume-${claim.volume}`, object: volumeClaim({ ...claim, namespace }) })),
      options.kind === 'Deployment'
        ? { file: 'deployment', object: deployment(workload) }
        : { file: 'stateful-set', object: statefulSet(workload) },
      ...serviceOf(options, namespace, published),
      ...routeOf(options, namespace, context),
    ];
    return {
      namespaces: [namespace],
      objects,
      volumes: volumes.flatMap((volume) => lostVolumes(options, volume, namespace)),
      secrets: secretsOf(options, namespace),
      ...(published && {
        hostPorts: listenersOf(options).map((listener) => listener.port),
        published: [{ service: `${namespace}/${options.name}`, addresses: published.addresses }],
      }),
      ...(slow && { readyWithin: `${startup}s` }),
      problems: problemsOf(options, context),
    };
  },
});

function needsOf(options: AppOptions): Need[] {
  const needs: Need[] = [];
  if (Object.values(options.volumes).some((volume) => volume.storageClass === undefined)) {
    needs.push({ capability: 'storage', why: 'for its volumes' });
  }
  if (options.hostnames.length > 0) needs.push({ capability: 'gateway', why: 'to be reached by its host names' });
  if (options.publish !== undefined) needs.push({ capability: 'load-balancer', why: 'to publish its ports' });
  if (options.gpu !== undefined) needs.push(...gpuNeeds);
  return needs;
}

function volumesOf(options: AppOptions, context: Context): WorkloadVolume[] {
  return Object.entries(options.volumes).map(([volume, { size, claimName, storageClass }]) => ({
    volume,
    name: claimName ?? `${options.name}-${volume}`,
    size,
    storageClass: storageClass ?? context.storageClass,
  }));
}

/** A StatefulSet makes one claim for each replica, named after the template, itself and the ordinal. */
function lostVolumes(options: AppOptions, volume: WorkloadVolume, namespace: string): Volume[] {
  const claims =
    options.kind === 'Deployment'
      ? [volume.name]
      : Array.from({ length: options.replicas }, (_, ordinal) => `${volume.volume}-${options.name}-${ordinal}`);
  return claims.map((claim) => ({
    namespace,
    claim,
    size: volume.size,
    storageClass: volume.storageClass,
    nodeSelector: options.nodeSelector,
    holds: `what ${options.name} keeps in ${options.volumes[volume.volume]!.mountPath}`,
  }));
}

/** undefined where nothing is to be published, or where it cannot be (which is told among the problems). */
function publish(options: AppOptions, context: Context) {
  if (options.publish === undefined) return undefined;
  const answer = context.publish(options.publish.address);
  return 'problem' in answer ? undefined : answer;
}

function serviceOf(options: AppOptions, namespace: string, published: ReturnType<typeof publish>): Manifest[] {
  const ports = listenersOf(options);
  if (ports.length === 0) return [];
  const type = options.publish === undefined ? 'ClusterIP' : 'LoadBalancer';
  return [{ file: 'service', object: service({ name: options.name, namespace, ports, type, ...published }) }];
}

function routeOf(options: AppOptions, namespace: string, context: Context): Manifest[] {
  const { name, hostnames } = options;
  const port = listenersOf(options)[0]?.port;
  return port === undefined ? [] : routeManifests({ name, namespace, hostnames, port }, context.offers('gateway'));
}

function secretsOf(options: AppOptions, namespace: string): SecretNeed[] {
  const keys = new Map<string, Set<string>>();
  for (const name of options.envFromSecrets) keys.set(name, new Set());
  for (const value of Object.values(options.env)) {
    if (typeof value !== 'object' || !('secret' in value)) continue;
    keys.set(value.secret, (keys.get(value.secret) ?? new Set()).add(value.key));
  }
  return [...keys].map(([name, known]) => ({ namespace, name, keys: [...known].toSorted() }));
}
