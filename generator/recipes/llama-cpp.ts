import { parseDuration } from '../../kubernetes/index.ts';
import {
  about,
  boolean,
  defaulted,
  formatted,
  integer,
  list,
  object,
  optional,
  text,
  type OptionProblem,
  type OutputOf,
} from '../../options/index.ts';
import { componentName, hostnames, nodeSelector, patches, resources, storage } from '../component-options.ts';
import { routeManifests } from '../objects/http-route.ts';
import { resourceProblems } from '../objects/resources.ts';
import { service } from '../objects/service.ts';
import { volumeClaim } from '../objects/volume-claim.ts';
import { deployment } from '../objects/workload.ts';
import { defineRecipe, gpuNeeds, storageNeeds } from '../recipe.ts';
import { llamaPod, modelFile } from './llama-cpp-pod.ts';

const options = object({
  name: defaulted(componentName, 'llama'),
  namespace: about("Default: the component's name.", optional(formatted('dns-label'))),
  model: about(
    'The model it serves, a GGUF file. It is fetched when the volume does not hold it.',
    object({
      url: about('Where the model is fetched from.', formatted('https-url')),
      file: about(
        'The name of its file on the volume; default: the last part of the address.',
        optional(text({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*\\.gguf$', due: 'the name of a .gguf file' })),
      ),
      sha256: about(
        'What the file must hash to; a file that does not is fetched again.',
        optional(text({ pattern: '^[0-9a-f]{64}$', due: 'a SHA-256 in 64 lower-case hexadecimal digits' })),
      ),
      fetchWithin: about('How long fetching it may take.', defaulted(formatted('duration'), '1h')),
    }),
  ),
  gpu: about('Runs on a GPU of NVIDIA: all layers, unless gpuLayers says less.', defaulted(boolean(), false)),
  gpuLayers: about('How many layers of the model run on the GPU.', optional(integer(0, 999))),
  image: about('Default: the build of llama.cpp this recipe was tried with.', optional(formatted('image'))),
  contextSize: about('Tokens that a conversation may have.', defaulted(integer(256, 1_048_576), 8192)),
  args: about('Further arguments of llama-server.', defaulted(list(text({ minLength: 0 })), [])),
  storage: storage('20Gi'),
  claimName: about('The claim that holds models.', defaulted(formatted('dns-label'), 'llama-models-pvc')),
  resources: about('Requests and limits. Default: 2 CPUs and 8Gi of memory.', resources),
  hostnames,
  nodeSelector,
  patches,
});

export type LlamaCppOptions = OutputOf<typeof options>;

export const llamaCpp = defineRecipe({
  name: 'llamaCpp',
  summary: 'A llama.cpp server for one model, which it fetches into its volume.',
  layers: ['apps'],
  options,
  needs: (given) => [
    ...storageNeeds(given.storage, 'for its models'),
    ...(given.gpu ? gpuNeeds : []),
    ...(given.hostnames.length > 0 ? [{ capability: 'gateway', why: 'to be reached by its host names' }] : []),
  ],
  provides: (given) => [
    { capability: 'openai-api', url: `http://${given.name}.${namespaceOf(given)}.svc.cluster.local:8080` },
  ],
  emit: (given, context) => {
    const { name, claimName, nodeSelector: labels } = given;
    const namespace = namespaceOf(given);
    const storageClass = given.storage.storageClass ?? context.storageClass;
    const claim = { name: claimName, size: given.storage.size, storageClass };
    return {
      namespaces: [namespace],
      objects: [
        { file: 'volume', object: volumeClaim({ ...claim, namespace }) },
        {
          file: 'deployment',
          object: deployment({
            name,
            namespace,
            replicas: 1,
            pod: llamaPod(given),
            volumes: [{ ...claim, volume: 'models' }],
            progressDeadline: secondsOf(given),
          }),
        },
        {
          file: 'service',
          object: service({ name, namespace, type: 'ClusterIP', ports: [{ name: 'http', port: 8080 }] }),
        },
        ...routeManifests({ name, namespace, hostnames: given.hostnames, port: 8080 }, context.offers('gateway')),
      ],
      volumes: [
        {
          namespace,
          claim: claimName,
          size: given.storage.size,
          storageClass,
          nodeSelector: labels,
          holds: `the model ${modelFile(given)}, which is fetched again`,
          refilled: true,
        },
      ],
      readyWithin: given.model.fetchWithin,
      problems: [...resourceProblems(given.resources), ...modelProblems(given)],
    };
  },
});

function namespaceOf({ name, namespace }: LlamaCppOptions): string {
  return namespace ?? name;
}

/** Fetching counts as a rollout that stands still, and loading takes its time too. */
function secondsOf({ model }: LlamaCppOptions): number {
  return Math.ceil((parseDuration(model.fetchWithin) ?? 0) / 1e9) + 600;
}

function modelProblems(given: LlamaCppOptions): OptionProblem[] {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]*\.gguf$/.test(modelFile(given))) return [];
  return [{ path: ['model', 'url'], message: 'does not end with the name of a .gguf file; name it with model.file' }];
}
