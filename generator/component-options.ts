import {
  about,
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

const pointer = text({ pattern: '^(?:/[^/]*)+$', due: 'a JSON pointer such as /spec/replicas' });

const operation = object({
  op: choice('add', 'remove', 'replace', 'move', 'copy', 'test'),
  path: pointer,
  from: about('What is moved or copied.', optional(pointer)),
  value: about('What is added, put in its place or tested for.', optional(anything())),
});

const patch = object({
  target: about(
    'The objects of the component that are changed; without a name, all of that kind.',
    object({ kind: text(), name: optional(text()) }),
  ),
  patch: about(
    "Fields laid over the object's (a strategic merge), or a list of JSON patch operations.",
    either('an object to merge or a list of JSON patch operations', freeObject(), list(operation, { minItems: 1 })),
  ),
});

export type PatchOption = OutputOf<typeof patch>;

export const patches = about(
  'Changes to the finished objects, made by kustomize: the way to everything that has no option.',
  defaulted(list(patch), []),
);

export const componentName = about(
  'The name of the component, unique within its cluster, and of its main objects.',
  formatted('component-name'),
);

/** The options of every component that a Helm chart installs. */
export function releaseOptions<const Name extends string>(defaults: {
  name: Name;
  namespace: string;
  version: string;
  timeout?: string;
}) {
  return {
    name: about('The name of the component, its release and its source.', defaulted(componentName, defaults.name)),
    namespace: about('The namespace of all its objects.', defaulted(formatted('dns-label'), defaults.namespace)),
    version: about('The version of the chart, exact.', defaulted(chartVersion, defaults.version)),
    values: about('Values of the chart, merged over those the recipe sets.', defaulted(freeObject(), {})),
    patches,
    timeout: about(
      'How long Helm waits for the objects of the release.',
      defaulted(formatted('duration'), defaults.timeout ?? '5m'),
    ),
  };
}

export const chartVersion = text({
  pattern: '^v?\\d+\\.\\d+\\.\\d+(?:-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?$',
  due: 'an exact version such as 1.2.3',
});

const amounts = object({ cpu: optional(formatted('quantity')), memory: optional(formatted('quantity')) });

/** What is not said is completed by the recipe. */
export const resources = defaulted(
  object({
    requests: about('What the scheduler keeps free for it.', optional(amounts)),
    limits: about('What it may take; without a limit of memory its request is the limit.', optional(amounts)),
  }),
  {},
);

export function storage(size: string) {
  return about('The volume it keeps its data on.', storageOf(size));
}

function storageOf(size: string) {
  return defaulted(
    object({
      size: defaulted(formatted('size'), size),
      storageClass: about("The StorageClass; without it the cluster's own.", optional(formatted('dns-name'))),
    }),
    {},
  );
}

export const nodeSelector = about(
  'Labels a node must carry for the pods to run there.',
  defaulted(record(formatted('label-value'), { names: formatted('label-key') }), {}),
);

export const hostnames = about(
  "Host names under which the cluster's Gateway leads to it; envoyGateway() brings the Gateway.",
  defaulted(list(formatted('dns-name'), { maxItems: 16, uniqueItems: true }), []),
);

export const portNumber = integer(1, 65_535);
