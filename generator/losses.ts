import { at, identityOf, type AppliedObject } from './applied.ts';
import type { LossWord } from './allowance.ts';
import type { JsonValue } from '../yaml/index.ts';

/** Something in a cluster that a change of the tree would take away. */
export interface Loss {
  readonly word: LossWord;
  /** `namespace/name` of what is lost. */
  readonly object: string;
  /** The file that holds it now. */
  readonly file: string;
  /** What Flux would do, and why. */
  readonly message: string;
}

type Objects = ReadonlyMap<string, AppliedObject>;

/** What a cluster loses when the objects it gets change from `before` to `after`. */
export function lossesBetween(before: Objects, after: Objects): Loss[] {
  return [...before.values()].flatMap((object) => {
    const next = after.get(identityOf(object));
    const lose = losses[`${object.apiVersion.split('/')[0]}/${object.kind}`];
    if (lose === undefined) return [];
    if (next !== undefined && next.kustomization !== object.kustomization) return [moved(object, next)];
    return lose(object, next, before, after);
  });
}

type Judge = (object: AppliedObject, next: AppliedObject | undefined, before: Objects, after: Objects) => Loss[];

/** The kinds that keep data, by group and kind. */
const losses: { readonly [kind: string]: Judge } = {
  'v1/PersistentVolumeClaim': (object, next) =>
    next === undefined
      ? [loss('remove-volume', object, 'the claim is deleted, and with it, by most storage classes, what it holds')]
      : [],
  'apps/StatefulSet': (object, next) => {
    const [old, now] = [claimTemplates(object), next === undefined ? [] : claimTemplates(next)];
    const lost = old.filter((name) => !now.includes(name));
    if (lost.length === 0) return [];
    const why = `the claims ${lost.map((name) => `${name}-${object.name}-*`).join(', ')} stay in the cluster, but nothing uses them`;
    return [loss('abandon-volumes', object, why)];
  },
  'helm.toolkit.fluxcd.io/HelmRelease': (object, next, before, after) => {
    if (next === undefined) return [loss('uninstall-release', object, 'Helm uninstalls the release')];
    const changed = releaseChanges(object, next, before, after);
    const why = `Helm uninstalls the release and installs it again, because ${changed.join(' and ')}`;
    return changed.length === 0 ? [] : [loss('reinstall-release', object, why)];
  },
};

function moved(object: AppliedObject, next: AppliedObject): Loss {
  const why = `Kustomization ${object.kustomization} deletes the ${object.kind}, since ${next.kustomization} holds it now`;
  return loss('move-object', object, why);
}

function loss(word: LossWord, { kind, namespace, name, file }: AppliedObject, why: string): Loss {
  const object = `${namespace}/${name}`;
  return { word, object, file, message: `${kind} ${object} changes so that ${why}` };
}

function claimTemplates({ body }: AppliedObject): string[] {
  const templates = at(body, 'spec', 'volumeClaimTemplates');
  return Array.isArray(templates) ? templates.map((each: JsonValue) => String(at(each, 'metadata', 'name'))) : [];
}

/** The fields by which Helm knows a release: another value is another release. */
const releaseFields = ['releaseName', 'targetNamespace', 'storageNamespace'];

function releaseChanges(object: AppliedObject, next: AppliedObject, before: Objects, after: Objects): string[] {
  const changes = releaseFields.flatMap((field) =>
    change(field, at(object.body, 'spec', field), at(next.body, 'spec', field)),
  );
  if (at(next.body, 'spec', 'upgrade', 'chartNameChangeStrategy') === 'InPlaceUpdate') return changes;
  return [...changes, ...change('chart', chartName(object, before), chartName(next, after))];
}

function change(field: string, old: JsonValue | undefined, now: JsonValue | undefined): string[] {
  return old === now ? [] : [`its ${field} changes from ${String(old ?? 'none')} to ${String(now ?? 'none')}`];
}

/** The name of a release's chart: the field that says so, or the last part of its OCI address. */
function chartName({ body, namespace }: AppliedObject, objects: Objects): JsonValue | undefined {
  const reference = at(body, 'spec', 'chartRef', 'name');
  if (reference === undefined) return at(body, 'spec', 'chart', 'spec', 'chart');
  const where = String(at(body, 'spec', 'chartRef', 'namespace') ?? namespace);
  const source = objects.get(`source.toolkit.fluxcd.io/OCIRepository ${where}/${String(reference)}`);
  return String(at(source?.body, 'spec', 'url') ?? '')
    .split('/')
    .at(-1);
}
