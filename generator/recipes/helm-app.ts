import { choice, defaulted, either, formatted, freeObject, list, object, optional, text } from '../../options/index.ts';
import { chartVersion, componentName, patches } from '../component-options.ts';
import { helmRelease } from '../objects/helm-release.ts';
import { defineRecipe } from '../recipe.ts';

const chart = either(
  'a chart: { oci } or { repository, name }',
  object({
    /** The chart's address: `oci://ghcr.io/owner/charts/name`. */
    oci: formatted('oci-url'),
  }),
  object({
    /** The address of a repository with an index. */
    repository: formatted('https-url'),
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
    /** Default: the component's name. */
    namespace: optional(formatted('dns-label')),
    chart,
    /** The version of the chart, exact. */
    version: chartVersion,
    values: defaulted(freeObject(), {}),
    patches,
    /** The name of the Helm release, where it is not the component's. A changed one uninstalls. */
    releaseName: optional(formatted('component-name')),
    /** How long Helm waits for the objects of the release. */
    timeout: defaulted(formatted('duration'), '5m'),
    /** Components of the same cluster that must be installed first. */
    dependsOn: defaulted(list(componentName, { uniqueItems: true }), []),
    /** What an upgrade does with the chart's CRDs. */
    crds: defaulted(choice('CreateReplace', 'Create', 'Skip'), 'CreateReplace'),
    /** What the chart keeps on volumes, for the rebuild plan: Git cannot bring it back. */
    volumes: defaulted(
      list(
        object({
          /** The name of the PersistentVolumeClaim the chart makes. */
          claim: formatted('dns-name'),
          size: formatted('quantity'),
          /** What it holds. */
          holds: text(),
        }),
      ),
      [],
    ),
  }),
  dependsOn: (options) => options.dependsOn,
  emit: (options, context) => {
    const { dependsOn: _, ...release } = options;
    const namespace = options.namespace ?? options.name;
    return {
      namespaces: [namespace],
      objects: helmRelease({ ...release, namespace }),
      volumes: options.volumes.map((volume) => ({ ...volume, namespace, storageClass: context.storageClass })),
    };
  },
});
