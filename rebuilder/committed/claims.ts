import type { JsonValue } from '../../yaml/index.ts';
import { field, isObject, items, text, type CommittedObject } from './committed-object.ts';

export interface CommittedClaim {
  readonly namespace: string;
  readonly claim: string;
  readonly size: string;
  readonly storageClass: string | undefined;
  /** What it holds, as a noun phrase. */
  readonly holds: string;
  /** Labels of the node its pod runs on, where the pod says so. */
  readonly nodeSelector: { readonly [label: string]: string };
  /** `file:line`. */
  readonly at: string;
}

/** The volumes an object claims: a claim by itself, or one of each template for each replica of a StatefulSet. */
export function claimsOf(object: CommittedObject, all: readonly CommittedObject[]): CommittedClaim[] {
  const namespace = object.namespace ?? 'default';
  if (object.kind === 'PersistentVolumeClaim') {
    const user = all.find((each) => each.namespace === object.namespace && mounts(each, object.name));
    const holds = user === undefined ? `the data of ${object.name}` : `the data of ${user.name}`;
    return [
      {
        namespace,
        claim: object.name,
        ...request(object.content),
        holds,
        nodeSelector: selectorOf(user),
        at: object.at([]),
      },
    ];
  }
  if (object.kind !== 'StatefulSet') return [];
  const replicas = replicasOf(object);
  return items(field(object.content, 'spec', 'volumeClaimTemplates')).flatMap((template, index) =>
    Array.from({ length: replicas }, (_, ordinal) => ({
      namespace,
      claim: `${text(field(template, 'metadata', 'name'))}-${object.name}-${ordinal}`,
      ...request(template),
      holds: `the data of ${object.name}, replica ${ordinal}`,
      nodeSelector: selectorOf(object),
      at: object.at(['spec', 'volumeClaimTemplates', index]),
    })),
  );
}

/** What is no number, such as a variable that Flux substitutes, counts as one; the bound keeps a typo from filling the page. */
function replicasOf({ content }: CommittedObject): number {
  const replicas = field(content, 'spec', 'replicas');
  return typeof replicas === 'number' && Number.isInteger(replicas) && replicas >= 0 ? Math.min(replicas, 1000) : 1;
}

function request(claim: JsonValue): Pick<CommittedClaim, 'size' | 'storageClass'> {
  const size = field(claim, 'spec', 'resources', 'requests', 'storage');
  return { size: String(size ?? '1Gi'), storageClass: text(field(claim, 'spec', 'storageClassName')) };
}

function mounts(object: CommittedObject, claim: string): boolean {
  const volumes = items(field(object.content, 'spec', 'template', 'spec', 'volumes'));
  return volumes.some((volume) => field(volume, 'persistentVolumeClaim', 'claimName') === claim);
}

function selectorOf(object: CommittedObject | undefined): CommittedClaim['nodeSelector'] {
  const selector = field(object?.content, 'spec', 'template', 'spec', 'nodeSelector');
  if (!isObject(selector)) return {};
  return Object.fromEntries(Object.entries(selector).map(([label, value]) => [label, String(value)]));
}
