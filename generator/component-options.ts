import {
  anything,
  choice,
  defaulted,
  either,
  formatted,
  freeObject,
  integer,
  list,
  object,
  optional,
  record,
  text,
  type OutputOf,
} from '../options/index.ts';

const operation = object({
  op: choice('add', 'remove', 'replace', 'move', 'copy', 'test'),
  /** A JSON pointer: `/spec/replicas`. */
  path: text({ pattern: '^(?:/[^/]*)+$', due: 'a JSON pointer such as /spec/replicas' }),
  from: optional(text({ pattern: '^(?:/[^/]*)+$', due: 'a JSON pointer such as /spec/replicas' })),
  value: optional(anything()),
});

const patch = object({
  /** The objects of the component that are changed; without a name, all of that kind. */
  target: object({ kind: text(), name: optional(text()) }),
  /** Fields laid over the object's (a strategic merge), or a list of JSON patch operations. */
  patch: either(
    'an object to merge or a list of JSON patch operations',
    freeObject(),
    list(operation, { minItems: 1 }),
  ),
});

export type PatchOption = OutputOf<typeof patch>;

/** Changes to the finished objects, made by kustomize: the way to everything a recipe has no option for. */
export const patches = defaulted(list(patch), []);

/** The name of a component: unique within its cluster, and the name of its main objects. */
export const componentName = formatted('component-name');

/** The options of every component that a Helm chart installs. */
export function releaseOptions<const Name extends string>(defaults: {
  name: Name;
  namespace: string;
  version: string;
  timeout?: string;
}) {
  return {
    /** The name of the component, its release and its source. */
    name: defaulted(componentName, defaults.name),
    namespace: defaulted(formatted('dns-label'), defaults.namespace),
    /** The version of the chart, exact. */
    version: defaulted(chartVersion, defaults.version),
    /** Values of the chart, merged over those the recipe sets. */
    values: defaulted(freeObject(), {}),
    patches,
    /** How long Helm waits for the objects of the release. */
    timeout: defaulted(formatted('duration'), defaults.timeout ?? '5m'),
  };
}

export const chartVersion = text({
  pattern: '^v?\\d+\\.\\d+\\.\\d+(?:-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?$',
  due: 'an exact version such as 1.2.3',
});

const amounts = object({ cpu: optional(formatted('quantity')), memory: optional(formatted('quantity')) });

/** What is not said is completed by the recipe. */
export const resources = defaulted(object({ requests: optional(amounts), limits: optional(amounts) }), {});

/** A volume the component keeps its data on. */
export function storage(size: string) {
  return defaulted(
    object({
      size: defaulted(formatted('quantity'), size),
      /** The StorageClass; without it the cluster's own. */
      storageClass: optional(formatted('dns-name')),
    }),
    {},
  );
}

/** Labels a node must carry for the pods to run there. */
export const nodeSelector = defaulted(record(formatted('label-value'), { names: formatted('label-key') }), {});

/** Host names under which the cluster's Gateway leads to the component. */
export const hostnames = defaulted(list(formatted('dns-name'), { maxItems: 16, uniqueItems: true }), []);

export const portNumber = integer(1, 65_535);
