import type { MapNode } from '../../yaml/index.ts';
import { fieldOf, isEmpty, textOf } from './nodes.ts';
import { clusterScoped } from './openapi-facts.ts';

/** Group, version and kind as kustomize takes them from an object; nothing need be well formed. */
export interface Gvk {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** Which object something is about. */
export interface Id extends Gvk {
  readonly name: string;
  readonly namespace: string;
}

const clusterKinds: ReadonlySet<string> = new Set(clusterScoped);

/** The stand-in for the namespace of what has none. */
export const NO_NAMESPACE = '_non_namespaceable_';

export function isClusterScoped({ group, version, kind }: Gvk): boolean {
  return clusterKinds.has(`${group === '' ? version : `${group}/${version}`} ${kind}`);
}

/** The namespace for comparisons: kustomize takes no namespace and `default` for the same. */
export function effectiveNamespace(id: Id): string {
  if (isClusterScoped(id)) return NO_NAMESPACE;
  return id.namespace === '' ? 'default' : id.namespace;
}

/** Equal for ids that kustomize takes for the same object. */
export function keyOf(id: Id): string {
  return `${id.group} ${id.version} ${id.kind} ${effectiveNamespace(id)} ${id.name}`;
}

/** Whether a kind is chosen by a selector whose empty fields choose everything. */
export function isSelected(gvk: Gvk, selector: Gvk): boolean {
  return (
    (selector.group === '' || selector.group === gvk.group) &&
    (selector.version === '' || selector.version === gvk.version) &&
    (selector.kind === '' || selector.kind === gvk.kind)
  );
}

export function isSameKind(one: Gvk, other: Gvk): boolean {
  return one.group === other.group && one.version === other.version && one.kind === other.kind;
}

export function parseGroupVersion(apiVersion: string): { readonly group: string; readonly version: string } {
  const slash = apiVersion.indexOf('/');
  if (slash < 0) return { group: '', version: apiVersion };
  return { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1) };
}

/** The id that an object says of itself. */
export function idOf(root: MapNode): Id {
  const { group, version } = parseGroupVersion(textOf(fieldOf(root, 'apiVersion')));
  const metadata = fieldOf(root, 'metadata');
  return {
    group,
    version,
    kind: textOf(fieldOf(root, 'kind')),
    name: filled(metadata, 'name'),
    namespace: filled(metadata, 'namespace'),
  };
}

function filled(metadata: ReturnType<typeof fieldOf>, name: string): string {
  const value = fieldOf(metadata, name);
  return isEmpty(value) ? '' : textOf(value);
}

/** For messages: `Deployment apps/web`. */
export function describe({ kind, name, namespace }: Id): string {
  return namespace === '' ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}
