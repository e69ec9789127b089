import type { Container, PodSpec } from 'kubernetes-types/core/v1.d.ts';
import { k3s } from '../../kubernetes/index.ts';
import { completeResources } from '../objects/resources.ts';
import { container, pod } from '../objects/workload.ts';
import type { LlamaCppOptions } from './llama-cpp.ts';

const build = 'b11151';
const images = {
  cpu: `ghcr.io/ggml-org/llama.cpp:server-${build}`,
  gpu: `ghcr.io/ggml-org/llama.cpp:server-cuda-${build}`,
};
const fetchImage = 'curlimages/curl:8.16.0';

const port = 8080;
const mounts = [{ name: 'models', mountPath: '/models' }];
/** The user of the image that fetches; its group owns the volume, so that both containers can write there. */
const user = 100;

export function modelFile({ model }: LlamaCppOptions): string {
  return (
    model.file ??
    model.url
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1) ??
    ''
  );
}

export function llamaPod(given: LlamaCppOptions): PodSpec {
  const { gpu, nodeSelector } = given;
  return pod({
    ...(gpu && { runtimeClassName: k3s.nvidiaRuntimeClass }),
    ...(Object.keys(nodeSelector).length > 0 && { nodeSelector }),
    securityContext: { runAsUser: user, runAsGroup: user, fsGroup: user, runAsNonRoot: true },
    initContainers: [container(fetchContainer(given))],
    containers: [container(serverContainer(given))],
  });
}

/**
 * The file gets its name only when it is whole, so that a fetch which was cut off is taken up again or begun anew.
 * Where a hash is known, a file that does not match it is not served.
 */
const fetchScript = `set -eu
file="/models/$MODEL_FILE"
matches() { [ -z "$MODEL_SHA256" ] || echo "$MODEL_SHA256  $1" | sha256sum -c -s; }
if [ -s "$file" ] && matches "$file"; then
  echo "$file is there"
  exit 0
fi
echo "fetching $MODEL_URL"
fetch() { curl --fail --location --silent --show-error --retry 5 --output "$file.part" "$@" "$MODEL_URL"; }
fetch --continue-at - || fetch
if ! matches "$file.part"; then
  rm -f "$file.part"
  echo "what was fetched does not match the hash of the fleet" >&2
  exit 1
fi
mv "$file.part" "$file"
`;

function fetchContainer(given: LlamaCppOptions): Container {
  return {
    name: 'fetch-model',
    image: fetchImage,
    command: ['sh', '-c', fetchScript],
    env: [
      { name: 'MODEL_URL', value: given.model.url },
      { name: 'MODEL_FILE', value: modelFile(given) },
      { name: 'MODEL_SHA256', value: given.model.sha256 ?? '' },
    ],
    resources: completeResources({}, { cpu: '100m', memory: '128Mi' }),
    volumeMounts: mounts,
  };
}

function serverContainer(given: LlamaCppOptions): Container {
  const { gpu, image, contextSize, args, resources } = given;
  const layers = given.gpuLayers ?? (gpu ? 999 : undefined);
  const { requests, limits } = completeResources(resources, { cpu: '2', memory: '8Gi' });
  const health = { httpGet: { path: '/health', port: 'http' } };
  return {
    name: 'llama-server',
    image: image ?? (gpu ? images.gpu : images.cpu),
    args: [
      '--host',
      '0.0.0.0',
      '--port',
      String(port),
      '--model',
      `/models/${modelFile(given)}`,
      '--ctx-size',
      String(contextSize),
      ...(layers === undefined ? [] : ['--n-gpu-layers', String(layers)]),
      ...args,
    ],
    ports: [{ name: 'http', containerPort: port, protocol: 'TCP' }],
    resources: { requests, limits: { ...limits, ...(gpu && { 'nvidia.com/gpu': '1' }) } },
    // Until the model is loaded the server answers 503.
    startupProbe: { ...health, periodSeconds: 5, failureThreshold: 120 },
    readinessProbe: health,
    livenessProbe: { ...health, periodSeconds: 20 },
    volumeMounts: mounts,
  };
}
