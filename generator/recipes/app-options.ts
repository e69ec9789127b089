import {
  about,
  boolean,
  choice,
  defaulted,
  either,
  formatted,
  integer,
  list,
  literal,
  object,
  optional,
  record,
  text,
} from '../../options/index.ts';
import { componentName, hostnames, nodeSelector, patches, portNumber, resources } from '../component-options.ts';

/** Kubernetes allows 15 characters, with a letter among them. */
const portName = text({
  pattern: '^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$',
  maxLength: 15,
  due: 'a name of at most 15 lower-case letters and digits, with single "-" within, which begins with a letter',
});

const port = either(
  'a port number or { port, targetPort, protocol }',
  portNumber,
  object({
    port: about('The port of the Service.', portNumber),
    targetPort: about('The port of the container, where it is another.', optional(portNumber)),
    protocol: optional(choice('TCP', 'UDP')),
  }),
);

const dataKey = text({
  pattern: '^\\.?[-_a-zA-Z0-9][-._a-zA-Z0-9]*$',
  maxLength: 253,
  due: 'a key of letters, digits, "-", "_" and "."',
});

const environmentValue = either(
  'a text, { secret, key } or { configMap, key }',
  text({ minLength: 0 }),
  object({ secret: formatted('dns-name'), key: dataKey }),
  object({ configMap: formatted('dns-name'), key: dataKey }),
);

const volume = object({
  mountPath: about('Where the container finds it.', formatted('absolute-path')),
  size: formatted('size'),
  claimName: about("The name of its claim; default: the app's and the volume's.", optional(formatted('dns-label'))),
  storageClass: about("The StorageClass; without it the cluster's own.", optional(formatted('dns-name'))),
});

const probe = either(
  'false, { path } or { command }',
  literal(false),
  object({
    path: about(
      'The path that answers below 400 when the app is well; without it the port must open.',
      optional(text({ pattern: '^/\\S*$', due: 'a path such as /healthz' })),
    ),
    port: about("The port's name; default: the first.", optional(portName)),
    startupSeconds: about('How long the start may take.', optional(integer(1, 86_400))),
  }),
  object({
    command: about('Ends with 0 when the app is well.', list(text(), { minItems: 1 })),
    startupSeconds: optional(integer(1, 86_400)),
  }),
);

const userId = integer(0, 2_147_483_647);

export const appOptions = object({
  name: componentName,
  namespace: about("Default: the app's name.", optional(formatted('dns-label'))),
  kind: about(
    'A Deployment, or a StatefulSet, which gives each replica volumes of its own.',
    defaulted(choice('Deployment', 'StatefulSet'), 'Deployment'),
  ),
  image: formatted('image'),
  command: about("Instead of the image's entrypoint.", defaulted(list(text()), [])),
  args: about("Instead of the image's arguments.", defaulted(list(text({ minLength: 0 })), [])),
  replicas: about('How many pods run it.', defaulted(integer(1, 100), 1)),
  ports: about(
    'Ports by name. The first by name is the one that probes and routes use, unless one is called http.',
    defaulted(record(port, { names: portName, maxProperties: 32 }), {}),
  ),
  env: about(
    'Environment variables by name.',
    defaulted(record(environmentValue, { names: formatted('environment-name') }), {}),
  ),
  envFromSecrets: about(
    'Secrets all of whose keys become environment variables.',
    defaulted(list(formatted('dns-name'), { uniqueItems: true }), []),
  ),
  resources: about('Requests and limits. Default: 50m of CPU and 256Mi of memory.', resources),
  gpu: about(
    'GPUs of the node it runs on, through the NVIDIA device plugin.',
    optional(object({ count: defaulted(integer(1, 16), 1) })),
  ),
  probe: about('How to tell that it is well; default: its first port opens.', optional(probe)),
  volumes: about(
    'Volumes by name, each mounted by one node at a time.',
    defaulted(record(volume, { names: portName, maxProperties: 16 }), {}),
  ),
  user: about(
    'The user the program runs as; its group owns the volumes.',
    optional(object({ id: userId, group: optional(userId) })),
  ),
  readOnly: about('The file system of the image cannot be written to.', defaulted(boolean(), false)),
  nodeSelector,
  publish: about(
    "Publishes all ports on an address of the cluster's load balancer.",
    optional(object({ address: optional(formatted('ipv4-address')) })),
  ),
  hostnames,
  patches,
});
