import type { JsonValue } from '../../yaml/index.ts';
import { emit } from '../../yaml/index.ts';
import type { Draw } from './draw.ts';
import { kindNames, names, twin } from './resources.ts';
import type { Value } from './resources.ts';

/** A kustomization of a directory with a few of kustomize's fields, most of them drawn to fit the objects around. */
export function kustomization(draw: Draw, directory: string, resources: readonly string[]): Value {
  const isTop = directory === 'overlay';
  const often = isTop ? 1 : 0.4;
  return {
    ...(resources.length > 0 && { resources }),
    ...draw.some<JsonValue>({
      namespace: [0.2 * often, () => draw.pick(['x', 'y', 'z'])],
      namePrefix: [0.15 * often, () => draw.pick(['p-', 'q-'])],
      nameSuffix: [0.15 * often, () => '-s'],
      commonLabels: [0.1 * often, () => ({ c: 'd' })],
      commonAnnotations: [0.12 * often, () => ({ e: 'f', n: 'g' })],
      labels: [0.15 * often, () => draw.list(1, 2, () => label(draw))],
      images: [0.15 * often, () => draw.list(1, 2, () => image(draw))],
      replicas: [0.08 * often, () => [{ name: nameOf(draw, ['Deployment', 'StatefulSet']), count: 3 }]],
      patches: [0.4 * often, () => draw.list(1, 2, () => patch(draw, isTop))],
      patchesStrategicMerge: [0.08 * often, () => [draw.chance(0.3) && isTop ? 'patch.yaml' : emit(mergePatch(draw))]],
      patchesJson6902: [
        0.08 * often,
        () => [{ target: { kind: draw.pick(kindNames), name: draw.pick(names) }, patch: emit(operations(draw)) }],
      ],
      configMapGenerator: [
        draw.changesKinds ? 0 : 0.25 * often,
        () => draw.list(1, 2, () => generator(draw, isTop, 'ConfigMap')),
      ],
      secretGenerator: [
        draw.changesKinds ? 0 : 0.12 * often,
        () => [
          { ...generator(draw, isTop, 'Secret'), ...draw.some<JsonValue>({ type: [0.3, () => 'kubernetes.io/tls'] }) },
        ],
      ],
      generatorOptions: [0.15 * often, () => options(draw)],
      replacements: [0.15 * often, () => [replacement(draw)]],
      vars: [0.06 * often, () => [variable(draw)]],
      transformers: [0.08 * often, () => [emit(transformer(draw))]],
      generators: [
        draw.changesKinds ? 0 : 0.04 * often,
        () => [
          emit({
            apiVersion: 'builtin',
            kind: 'ConfigMapGenerator',
            metadata: { name: draw.pick(names) },
            literals: ['g=h'],
          }),
        ],
      ],
      sortOptions: [isTop ? 0.05 : 0, () => ({ order: draw.pick(['fifo', 'legacy', 'other']) })],
      buildMetadata: [
        isTop ? 0.1 : 0,
        () =>
          draw.pick([
            ['originAnnotations'],
            ['transformerAnnotations'],
            ['originAnnotations', 'transformerAnnotations'],
          ]),
      ],
      metadata: [0.03, () => ({ name: 'm' })],
      unknownField: [0.005, () => 1],
      helmCharts: [0.005, () => [{ name: 'chart' }]],
    }),
  };
}

/** The name of a known object of one of some kinds, or of whatever. */
function nameOf(draw: Draw, kinds: readonly string[]): string {
  const fitting = draw.known.filter(({ kind }) => kinds.includes(kind));
  return fitting.length > 0 ? draw.pick(fitting).name : 'a';
}

function label(draw: Draw): JsonValue {
  return {
    pairs: { l: 'new', k: '1' },
    ...draw.some<JsonValue>({
      includeSelectors: [0.3, () => true],
      includeTemplates: [0.3, () => true],
      fields: [0.2, () => [{ path: 'spec/custom/labels', create: true, kind: draw.pick(kindNames) }]],
    }),
  };
}

function image(draw: Draw): JsonValue {
  return {
    name: draw.pick(['nginx', 'reg:5000/app/web', 'reg.*']),
    ...draw.some<JsonValue>({
      newName: [0.4, () => 'other/nginx'],
      newTag: [0.5, () => draw.pick(['2', 'v2.0'])],
      digest: [0.2, () => 'sha256:def'],
      tagSuffix: [0.2, () => '-x'],
    }),
  };
}

function selector(draw: Draw): JsonValue {
  return draw.some<JsonValue>({
    kind: [0.7, () => draw.pick([...kindNames, 'Deployment|StatefulSet', '.*'])],
    name: [0.4, () => draw.pick([...names, '.*', 'a|b', 'p-.*'])],
    namespace: [0.15, () => draw.pick(['x', 'default', '.+'])],
    group: [0.1, () => draw.pick(['apps', '.*'])],
    version: [0.1, () => 'v1'],
    labelSelector: [0.15, () => draw.pick(['l=m', 'app', '!app', 'app in (s, t)', 'l!=m', 'app notin (s),l'])],
    annotationSelector: [0.1, () => draw.pick(['n=o', 'n', 'e=f'])],
  });
}

function patch(draw: Draw, hasFile: boolean): JsonValue {
  const target = draw.some({ target: [0.6, () => selector(draw)] });
  if (hasFile && draw.chance(0.25)) return { path: draw.chance(0.03) ? 'missing.yaml' : 'patch.yaml', ...target };
  if (draw.chance(0.35))
    return { patch: emit(operations(draw)), ...(draw.chance(0.95) ? { target: selector(draw) } : target) };
  const text = draw.chance(0.1) ? `${emit(mergePatch(draw))}---\n${emit(mergePatch(draw))}` : emit(mergePatch(draw));
  return {
    patch: text,
    ...target,
    ...draw.some<JsonValue>({
      options: [
        0.2,
        () =>
          draw.some<JsonValue>({
            allowNameChange: [0.6, () => true],
            allowKindChange: [draw.changesKinds ? 0.4 : 0, () => true],
          }),
      ],
    }),
  };
}

/** A strategic merge patch: another object of the kind, with directives strewn in. */
function mergePatch(draw: Draw): Value {
  const { metadata, ...rest } = twin(draw);
  const patched = draw.chance(0.5) ? strewn(draw, rest) : rest;
  return {
    ...(patched as Value),
    metadata: draw.chance(0.1)
      ? { ...(metadata as Value), labels: { $patch: 'replace', z: '1' } }
      : (metadata as JsonValue),
    ...draw.some({ $patch: [0.06, () => draw.pick(['delete', 'replace', 'merge'])] }),
  };
}

function strewn(draw: Draw, value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    const items = value.map((item) => strewn(draw, item));
    if (draw.chance(0.1)) items.push({ $patch: draw.pick(['replace', 'delete', 'merge']) });
    return items;
  }
  if (typeof value !== 'object' || value === null) return draw.chance(0.05) ? null : value;
  const entries = Object.entries(value)
    .filter(() => draw.chance(0.9))
    .map(([key, member]) => [key, strewn(draw, member as JsonValue)] as const);
  const result: Record<string, JsonValue> = Object.fromEntries([
    ...Object.entries(value).filter(([key]) => key === 'apiVersion' || key === 'kind' || key === 'name'),
    ...entries,
  ]);
  if (draw.chance(0.08)) result['$patch'] = draw.pick(['delete', 'replace', 'merge']);
  if (draw.chance(0.05)) result['added'] = { deep: [1, null], empty: {}, none: null };
  return result;
}

function operations(draw: Draw): JsonValue {
  return draw.list(1, 3, () =>
    draw.pick<JsonValue>([
      { op: 'add', path: '/metadata/labels/j', value: 'k' },
      { op: 'add', path: '/metadata/annotations/j', value: 'k' },
      { op: 'add', path: '/spec/new', value: { yes: 'on', n: [1, null] } },
      { op: 'replace', path: '/spec/replicas', value: 5 },
      { op: 'replace', path: '/metadata/name', value: draw.pick(['renamed', 'a']) },
      { op: 'replace', path: '/metadata/namespace', value: 'moved' },
      draw.changesKinds ? { op: 'replace', path: '/kind', value: 'Other' } : { op: 'add', path: '/x', value: 1 },
      { op: 'remove', path: '/metadata/labels' },
      { op: 'remove', path: '/spec/template/spec/containers/0/image' },
      { op: 'add', path: '/spec/template/spec/containers/-', value: { name: 'j' } },
      { op: 'add', path: '/spec/template/spec/containers/0', value: { name: 'j' } },
      { op: 'replace', path: '/spec/template/spec/containers/0/name', value: 'j' },
      { op: 'test', path: '/metadata/name', value: 'a' },
      { op: 'copy', from: '/metadata/name', path: '/spec/copied' },
      { op: 'move', from: '/metadata/labels', path: '/spec/moved' },
      { op: 'add', path: '/data/new~1key', value: 'v' },
    ]),
  );
}

function generator(draw: Draw, hasFiles: boolean, kind: string): Value {
  const old = draw.known.filter((known) => known.kind === kind);
  const merges = old.length > 0 && draw.chance(0.4);
  const known = merges ? draw.pick(old) : { apiVersion: 'v1', kind, name: draw.pick(['a', 'b', 'c', 'd', 'e']) };
  draw.known.push(known);
  const named = {
    name: known.name,
    ...(merges && {
      behavior: draw.pick(['merge', 'replace', 'merge', 'replace', 'create']),
      ...('namespace' in known && { namespace: known.namespace as string }),
    }),
  };
  return {
    ...named,
    ...draw.some<JsonValue>({
      namespace: [named.behavior ? 0 : 0.1, () => draw.pick(['x', 'y'])],
      literals: [
        0.6,
        () => (draw.chance(0.02) ? ['bad'] : draw.pick([['a=b'], ['a="q"', "c='r'"], ['k=1', 'n=on'], ['x=<&>']])),
      ],
      files: [
        hasFiles ? 0.3 : 0.02,
        () =>
          draw.chance(0.04) ? draw.pick([['missing.txt'], ['a=b=c']]) : draw.pick([['file.txt'], ['key=file.txt']]),
      ],
      envs: [hasFiles ? 0.2 : 0, () => ['data.env']],
      env: [hasFiles ? 0.05 : 0, () => 'data.env'],
      options: [0.3, () => options(draw)],
    }),
  };
}

function options(draw: Draw): JsonValue {
  return draw.some<JsonValue>({
    disableNameSuffixHash: [0.4, () => draw.pick([true, false])],
    immutable: [0.2, () => true],
    labels: [0.3, () => ({ o: 'p' })],
    annotations: [0.3, () => ({ o: 'p' })],
  });
}

function replacement(draw: Draw): JsonValue {
  const from =
    draw.known.length > 0 && draw.chance(0.9)
      ? draw.pick(draw.known)
      : { kind: draw.pick(kindNames), name: draw.pick(names) };
  const source = {
    kind: from.kind,
    ...draw.some<JsonValue>({ name: [0.9, () => from.name], namespace: [0.05, () => 'x'] }),
  };
  const fieldPath = draw.some<JsonValue>({
    fieldPath: [
      0.5,
      () =>
        draw.pick([
          'metadata.name',
          'metadata.name',
          'metadata.name',
          'kind',
          'spec',
          'data.k',
          'spec.replicas',
          'spec.template.spec.containers.[name=m].image',
          'spec.template.spec.containers.0.name',
          'data.missing',
        ]),
    ],
    options: [0.2, () => ({ delimiter: draw.pick([':', '-', '/']), index: draw.pick([0, 0, 0, 1, 5]) })],
  });
  return {
    ...(draw.chance(0.9)
      ? { source: { ...source, ...fieldPath } }
      : { sourceValue: draw.pick(['value', '12', 'true']) }),
    targets: draw.list(1, 2, () => ({
      select: selector(draw),
      ...draw.some<JsonValue>({
        reject: [0.2, () => [selector(draw)]],
        fieldPaths: [
          0.9,
          () => [
            draw.pick([
              'metadata.labels.r',
              'metadata.annotations.n',
              'metadata.name',
              ...(draw.changesKinds ? ['kind'] : []),
              'metadata.name',
              'data.k',
              'data.k.a',
              'data.k.a.b',
              'spec.replicas',
              'spec.template.spec.containers.*.image',
              'spec.template.spec.containers.[name=m].env.[name=E].value',
              'spec.new.deep.er',
              'metadata.name',
              'spec.ports.0.port',
              'spec.list.1',
            ]),
          ],
        ],
        options: [
          0.7,
          () =>
            draw.some<JsonValue>({
              create: [0.8, () => true],
              delimiter: [0.3, () => ':'],
              index: [0.3, () => draw.pick([-1, 0, 1, 9])],
            }),
        ],
      }),
    })),
  };
}

function variable(draw: Draw): JsonValue {
  return {
    name: 'VAR',
    objref:
      draw.known.length > 0 && draw.chance(0.95)
        ? (draw.pick(draw.known) as unknown as Value)
        : { apiVersion: 'v1', kind: 'ConfigMap', name: 'none' },
    ...draw.some<JsonValue>({
      fieldref: [0.4, () => ({ fieldpath: draw.pick(['data.k', 'metadata.labels', 'spec.replicas']) })],
    }),
  };
}

function transformer(draw: Draw): JsonValue {
  const metadata = { name: 't' };
  const fieldSpecs = [{ path: 'metadata/name' }];
  return draw.pick<JsonValue>([
    {
      apiVersion: 'builtin',
      kind: 'NamespaceTransformer',
      metadata: { ...metadata, namespace: 'tn' },
      unsetOnly: draw.chance(0.5),
      setRoleBindingSubjects: draw.pick(['none', 'allServiceAccounts', 'defaultOnly']),
    },
    { apiVersion: 'builtin', kind: 'PrefixTransformer', metadata, prefix: 't-', fieldSpecs },
    { apiVersion: 'builtin', kind: 'SuffixTransformer', metadata, suffix: '-t', fieldSpecs },
    {
      apiVersion: 'builtin',
      kind: 'LabelTransformer',
      metadata,
      labels: { t: 'u' },
      fieldSpecs: [{ path: 'metadata/labels', create: true }],
    },
    {
      apiVersion: 'builtin',
      kind: 'AnnotationsTransformer',
      metadata,
      annotations: { t: 'u' },
      fieldSpecs: [{ path: 'metadata/annotations', create: true }],
    },
    {
      apiVersion: 'builtin',
      kind: 'PatchTransformer',
      metadata,
      target: selector(draw),
      patch: emit(operations(draw)),
    },
    { apiVersion: 'builtin', kind: 'ImageTagTransformer', metadata, imageTag: image(draw) },
    {
      apiVersion: 'builtin',
      kind: 'ReplicaCountTransformer',
      metadata,
      replica: { name: nameOf(draw, ['Deployment']), count: 2 },
      fieldSpecs: [{ path: 'spec/replicas', kind: 'Deployment', create: true }],
    },
    { apiVersion: 'builtin', kind: 'ReplacementTransformer', metadata, replacements: [replacement(draw)] },
    {
      apiVersion: 'builtin',
      kind: 'ValueAddTransformer',
      metadata,
      value: 'va',
      targets: [{ selector: selector(draw), fieldPath: draw.pick(['metadata/labels/va', 'spec/va']) }],
    },
    { apiVersion: 'example.com/v1', kind: 'ForeignTransformer', metadata },
  ]);
}
