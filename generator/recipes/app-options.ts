import {
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
    /** The port of the Service. */
    port: portNumber,
    /** The port of the container, where it is another. */
    targetPort: optional(portNumber),
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
  /** Where the container finds it. */
  mountPath: formatted('absolute-path'),
  size: formatted('quantity'),
  /** The name of its claim; default: the app's and the volume's. */
  claimName: optional(formatted('dns-label')),
  /** The StorageClass; without it the cluster's own. */
  storageClass: optional(formatted('dns-name')),
});

const probe = either(
  'false, { path } or { command }',
  literal(false),
  object({
    /** The path that answers below 400 when the app is well; without it the port must open. */
    path: optional(text({ pattern: '^/\\S*$', due: 'a path such as /healthz' })),
    /** The port's name; default: the first. */
    port: optional(portName),
    /** How long the start may take. */
    startupSeconds: optional(integer(1, 86_400)),
  }),
  object({
    /** Ends with 0 when the app is well. */
    command: list(text(), { minItems: 1 }),
    startupSeconds: optional(integer(1, 86_400)),
  }),
);

const userId = integer(0, 2_147_483_647);

export const appOptions = object({
  name: componentName,
  /** Default: the app's name. */
  namespace: optional(formatted('dns-label')),
  kind: defaulted(choice('Deployment', 'StatefulSet'), 'Deployment'),
  image: formatted('image'),
  command: defaulted(list(text()), []),
  args: defaulted(list(text({ minLength: 0 })), []),
  replicas: defaulted(integer(1, 100), 1),
  /** Ports by name. The first by name is the one that probes and routes use, unless one is called http. */
  ports: defaulted(record(port, { names: portName, maxProperties: 32 }), {}),
  /** Environment variables by name. */
  env: defaulted(record(environmentValue, { names: formatted('environment-name') }), {}),
  /** Secrets all of whose keys become environment variables. */
  envFromSecrets: defaulted(list(formatted('dns-name'), { uniqueItems: true }), []),
  /** Default: 50m of CPU and 256Mi of memory. */
  resources,
  /** GPUs of the node it runs on, through the NVIDIA device plugin. */
  gpu: optional(object({ count: defaulted(integer(1, 16), 1) })),
  /** How to tell that it is well; default: its first port opens. */
  probe: optional(probe),
  /** Volumes by name, each mounted by one node at a time. */
  volumes: defaulted(record(volume, { names: portName, maxProperties: 16 }), {}),
  /** The user the program runs as; its group owns the volumes. */
  user: optional(object({ id: userId, group: optional(userId) })),
  readOnly: defaulted(boolean(), false),
  nodeSelector,
  /** Publishes all ports on an address of the cluster's load balancer. */
  publish: optional(object({ address: optional(formatted('ipv4-address')) })),
  hostnames,
  patches,
});
