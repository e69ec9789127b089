import {
  about,
  choice,
  defaulted,
  either,
  formatted,
  freeObject,
  list,
  object,
  optional,
  text,
} from '../../options/index.ts';
import { chartVersion, componentName, patches } from '../component-options.ts';
import { helmRelease } from '../objects/helm-release.ts';
import { defineRecipe } from '../recipe.ts';

const chart = either(
  'a chart: { oci } or { repository, name }',
  object({
    oci: about("The chart's address: `oci://ghcr.io/owner/charts/name`.", formatted('oci-url')),
  }),
  object({
    repository: about('The address of a repository with an index.', formatted('https-url')),
    name: text({ pattern: '^[a-z0-9][a-z0-9._-]*$', due: 'the name of a chart in that repository' }),
  }),
);

/** Any Helm chart. */
export const helmApp = defineRecipe({
  name: 'helmApp',
  summary: 'A Helm chart of your choice: its source and its release.',
  layers: ['infrastructure', 'apps'],
  options: object({
    name: componentName,
    namespace: about("Default: the component's name.", optional(formatted('dns-label'))),
    chart: about('Where the chart lives.', chart),
    version: about('The version of the chart, exact.', chartVersion),
    values: about('Values of the chart.', defaulted(freeObject(), {})),
    patches,
    releaseName: about(
      "The name of the Helm release, where it is not the component's. A changed one uninstalls.",
      optional(formatted('component-name')),
    ),
    timeout: about('How long Helm waits for the objects of the release.', defaulted(formatted('duration'), '5m')),
    dependsOn: about(
      'Components of the same cluster that must be installed first.',
      defaulted(list(componentName, { uniqueItems: true }), []),
    ),
    provides: about(
      'What others on the cluster may need of it, such as nvidia-gpu, storage or load-balancer.',
      defaulted(list(text(), { uniqueItems: true }), []),
    ),
    crds: about(
      "What an upgrade does with the chart's CRDs.",
      defaulted(choice('CreateReplace', 'Create', 'Skip'), 'CreateReplace'),
    ),
    volumes: about(
      'What the chart keeps on volumes, for the rebuild plan: Git cannot bring it back.',
      defaulted(
        list(
          object({
            claim: about('The name of the PersistentVolumeClaim the chart makes.', formatted('dns-name')),
            size: formatted('size'),
            holds: about('What it holds.', text()),
          }),
        ),
        [],
      ),
    ),
  }),
  dependsOn: (options) => options.dependsOn,
  provides: (options) => options.provides.map((capability) => ({ capability })),
  emit: (options, context) => {
    const { dependsOn: _, provides: __, ...release } = options;
    const namespace = options.namespace ?? options.name;
    return {
      namespaces: [namespace],
      objects: helmRelease({ ...release, namespace }),
      volumes: options.volumes.map((volume) => ({ ...volume, namespace, storageClass: context.storageClass })),
    };
  },
});
