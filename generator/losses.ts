import { compareQuantities, k3s, parseQuantity } from '../kubernetes/index.ts';
import type { JsonValue } from '../yaml/index.ts';
import type { LossWord } from './allowance.ts';
import { at, identityOf, type AppliedObject } from './applied.ts';
import { releaseChanges } from './release-changes.ts';

/** Something in a cluster that a change of the tree would take away, or could not change. */
export interface Loss {
  readonly word: LossWord;
  /** `namespace/name` of what it is about. */
  readonly object: string;
  /** The file that holds it now. */
  readonly file: string;
  /** What changes, and what the cluster would make of it. */
  readonly message: string;
}

export type Objects = ReadonlyMap<string, AppliedObject>;

/** What a cluster loses when the objects it gets change from `before` to `after`. */
export function lossesBetween(before: Objects, after: Objects): Loss[] {
  return [...before.values()].flatMap((object) => {
    const judge = judges[`${object.apiVersion.split('/')[0]}/${object.kind}`];
    if (judge === undefined) return [];
    const next = after.get(identityOf(object));
    if (next === undefined) return judge.gone(object);
    if (next.kustomization !== object.kustomization) return [moved(object, next)];
    return judge.changed(object, next, before, after);
  });
}

interface Judge {
  gone(object: AppliedObject): Loss[];
  changed(object: AppliedObject, next: AppliedObject, before: Objects, after: Objects): Loss[];
}

/** The kinds that keep data, by group and kind. */
const judges: { readonly [kind: string]: Judge } = {
  'v1/PersistentVolumeClaim': {
    gone: (object) => [loss('remove-volume', object, 'goes, and with it, by most storage classes, what it holds')],
    changed: (object, next) => changedClaim(object, at(object.body, 'spec'), at(next.body, 'spec')),
  },
  'apps/StatefulSet': {
    gone: (object) => abandoned(object, Object.keys(templatesOf(object))),
    changed: changedTemplates,
  },
  'helm.toolkit.fluxcd.io/HelmRelease': {
    gone: (object) => [loss('uninstall-release', object, 'goes, so Helm uninstalls it')],
    changed: (object, next, before, after) => {
      const { identity, volumes } = releaseChanges(object, next, before, after);
      if (identity.length > 0) {
        const why = `changes ${identity.join(' and ')}, so Helm uninstalls it and installs it anew`;
        return [loss('reinstall-release', object, why)];
      }
      const why = `changes ${volumes.join(' and ')}, which no cluster does to a volume that is there`;
      return volumes.length === 0 ? [] : [loss('change-volume', object, why)];
    },
  },
};

function moved(object: AppliedObject, next: AppliedObject): Loss {
  const { kustomization } = object;
  return loss(
    'move-object',
    object,
    `is deleted by Kustomization ${kustomization}, since ${next.kustomization} holds it now`,
  );
}

function loss(word: LossWord, { kind, namespace, name, file }: AppliedObject, what: string): Loss {
  const object = `${namespace}/${name}`;
  return { word, object, file, message: `${kind} ${object} ${what}` };
}

/** A claim's class is fixed and its size never shrinks; node-local storage does not grow either. */
function changedClaim(object: AppliedObject, old: JsonValue | undefined, now: JsonValue | undefined): Loss[] {
  const [oldClass, newClass] = [at(old, 'storageClassName'), at(now, 'storageClassName')];
  const [oldSize, newSize] = [at(old, 'resources', 'requests', 'storage'), at(now, 'resources', 'requests', 'storage')];
  const grows = isLarger(newSize, oldSize);
  if (oldClass === newClass && !isLarger(oldSize, newSize) && !(grows && oldClass === k3s.storage.className)) return [];
  const [what, from, to] = oldClass === newClass ? ['size', oldSize, newSize] : ['storage class', oldClass, newClass];
  const why = `changes its ${what} from ${String(from)} to ${String(to)}, which a claim that is there cannot; keep it, or name a new volume`;
  return [loss('change-volume', object, why)];
}

function isLarger(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  const [left, right] = [parseQuantity(String(a)), parseQuantity(String(b))];
  return typeof left !== 'string' && typeof right !== 'string' && compareQuantities(left, right) > 0;
}

/** The API server takes no change of claim templates; a template of another name makes new claims. */
function changedTemplates(object: AppliedObject, next: AppliedObject): Loss[] {
  const [old, now] = [templatesOf(object), templatesOf(next)];
  const lost = Object.keys(old).filter((name) => !(name in now));
  if (lost.length > 0) return abandoned(object, lost);
  const changed = Object.keys(old).filter((name) => JSON.stringify(old[name]) !== JSON.stringify(now[name]));
  if (changed.length === 0) return [];
  const why = `changes its claim template ${changed.join(', ')}, which the API server does not take; keep it, or name a new volume`;
  return [loss('change-volume', object, why)];
}

function abandoned(object: AppliedObject, templates: readonly string[]): Loss[] {
  if (templates.length === 0) return [];
  const claims = templates.map((name) => `${name}-${object.name}-*`).join(', ');
  return [loss('abandon-volumes', object, `no longer uses its claims ${claims}: they stay in the cluster, unused`)];
}

function templatesOf({ body }: AppliedObject): { [name: string]: JsonValue | undefined } {
  const templates = at(body, 'spec', 'volumeClaimTemplates');
  if (!Array.isArray(templates)) return {};
  return Object.fromEntries(
    templates.map((each: JsonValue) => [String(at(each, 'metadata', 'name')), at(each, 'spec')]),
  );
}
