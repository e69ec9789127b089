import type { JsonValue } from '../yaml/index.ts';
import { at, type AppliedObject } from './applied.ts';

type Objects = ReadonlyMap<string, AppliedObject>;

/** The fields by which Helm knows a release: another value is another release. */
const identityFields = ['releaseName', 'targetNamespace', 'storageNamespace'];

/** What of a release changes that is more than an upgrade, each as `its X from A to B`. */
export function releaseChanges(
  object: AppliedObject,
  next: AppliedObject,
  before: Objects,
  after: Objects,
): { readonly identity: string[]; readonly volumes: string[] } {
  const spec = (each: AppliedObject, ...path: readonly string[]) => at(each.body, 'spec', ...path);
  const identity = identityFields.flatMap((field) => change(field, spec(object, field), spec(next, field)));
  // Helm takes a chart of another name for another release unless it is told that it was renamed.
  const renamed = spec(next, 'upgrade', 'chartNameChangeStrategy') === 'InPlaceUpdate';
  if (!renamed) identity.push(...change('chart', chartName(object, before), chartName(next, after)));
  return { identity, volumes: volumeChanges(spec(object, 'values'), spec(next, 'values'), []) };
}

function change(field: string, old: JsonValue | undefined, now: JsonValue | undefined): string[] {
  return old === now ? [] : [`its ${field} from ${String(old ?? 'none')} to ${String(now ?? 'none')}`];
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

const volumeFields = ['size', 'storageClass', 'storageClassName'];

/** What charts keep on volumes, they name below `persistence`: a size or class there changes no volume that is there. */
function volumeChanges(old: JsonValue | undefined, now: JsonValue | undefined, path: readonly string[]): string[] {
  if (!isMap(old) || !isMap(now)) return [];
  return Object.keys(old).flatMap((key) => {
    const [from, to] = [at(old, key), at(now, key)];
    if (isMap(from)) return volumeChanges(from, to, [...path, key]);
    const ofVolume = path.at(-1) === 'persistence' && volumeFields.includes(key) && to !== undefined;
    return ofVolume ? change(`values.${[...path, key].join('.')}`, from, to) : [];
  });
}

function isMap(value: JsonValue | undefined): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
