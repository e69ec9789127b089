import fc from 'fast-check';
import type { JsonValue } from '../../yaml/index.ts';
import { emit } from '../../yaml/index.ts';
import { kustomization } from './kustomizations.ts';
import { resource, twin } from './resources.ts';
import type { Draw } from './draw.ts';
import { drawing } from './draw.ts';
import { texts } from './texts.ts';

type Value = { readonly [key: string]: JsonValue };

/** A small tree: file contents as values to be printed, or as texts. */
export interface Overlay {
  readonly files: Readonly<Record<string, string | Value | readonly Value[]>>;
  readonly directory: string;
}

/** Fields that a kustomization lets transformers touch, besides the usual ones. */
const fieldConfigs: readonly Value[] = [
  {
    nameReference: [
      {
        kind: 'ConfigMap',
        version: 'v1',
        fieldSpecs: [
          { path: 'spec/values/list/name', kind: 'HelmRelease' },
          { path: 'spec/serviceName', kind: 'StatefulSet' },
        ],
      },
    ],
  },
  {
    commonLabels: [{ path: 'spec/custom', create: true, kind: 'HelmRelease' }],
    images: [{ path: 'spec/values/image', create: true }],
  },
  {
    namespace: [{ path: 'spec/targetNamespace', kind: 'HelmRelease', create: true }],
    namePrefix: [{ path: 'spec/serviceName', kind: 'StatefulSet' }],
  },
  { commonLabels: [{ path: 'metadata/labels', create: false }] },
  {
    replicas: [{ path: 'spec/size', create: true, kind: 'HelmRelease' }],
    varReference: [{ path: 'spec/values', kind: 'HelmRelease' }],
  },
];

/** Overlays over a base, sometimes with a component, a second base and files that are missing. */
export const overlays: fc.Arbitrary<Overlay> = fc.gen().map((g) => {
  const draw: Draw = drawing(g);
  const files: Record<string, Overlay['files'][string]> = {
    'base/one.yaml': draw.list(1, 3, () => resource(draw)),
    'base/kustomization.yaml': kustomization(draw, 'base', ['one.yaml']),
    'overlay/two.yaml': draw.list(1, 2, () => resource(draw)),
    // After the objects, which it should be about.
    'overlay/patch.yaml': draw.chance(0.7)
      ? twin(draw)
      : emit([{ op: 'add', path: '/metadata/labels', value: { p: 'q' } }]),
    'overlay/text.yaml': draw.pick(texts),
    'overlay/fields.yaml': draw.pick(fieldConfigs),
    'overlay/data.env': 'A=1\n# c\nB="x" # y\n\nexport C=2\n',
    'overlay/file.txt': draw.pick(['text', 'two\nlines\n', 'trailing \nblank', 'a: 1\nb: [1, 2]\n']),
  };
  const resources = draw.subset(
    ['../base', 'two.yaml', '../other', 'missing.yaml', 'text.yaml'],
    [0.95, 0.8, 0.15, 0.01, 0.3],
  );
  const components = draw.chance(0.3) ? ['../component'] : [];
  if (components.length > 0) {
    files['component/extra.yaml'] = [resource(draw)];
    const content = kustomization(draw, 'component', draw.chance(0.5) ? ['extra.yaml'] : []);
    files['component/kustomization.yaml'] = {
      ...content,
      apiVersion: 'kustomize.config.k8s.io/v1alpha1',
      kind: 'Component',
    };
  }
  if (resources.includes('../other')) {
    files['other/kustomization.yaml'] = kustomization(
      draw,
      'other',
      draw.subset(['../base', 'three.yaml'], [0.3, 0.9]),
    );
    files['other/three.yaml'] = [resource(draw)];
  }
  files['overlay/kustomization.yaml'] = {
    ...kustomization(draw, 'overlay', resources),
    ...(components.length > 0 && { components }),
    ...draw.some({ configurations: [0.1, () => ['fields.yaml']] }),
  };
  return { files, directory: 'overlay' };
});

/** The fields that an overlay uses, for the table of what was covered. */
export function featuresOf({ files }: Overlay): Set<string> {
  const features = new Set<string>();
  for (const [path, content] of Object.entries(files)) {
    if (!path.endsWith('kustomization.yaml')) continue;
    for (const [field, value] of Object.entries(content as Value)) {
      features.add(field);
      if (!Array.isArray(value)) continue;
      for (const entry of value) {
        if (typeof entry === 'object' && entry !== null)
          for (const key of Object.keys(entry)) features.add(`${field}.${key}`);
      }
    }
  }
  return features;
}
