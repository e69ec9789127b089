import { Failure } from '../failure.ts';
import { fieldSpecFrom } from '../field-spec.ts';
import type { FieldSpec } from '../field-spec.ts';
import { changeField, setScalar } from '../field-walk.ts';
import { isSelected } from '../identity.ts';
import { fieldSpec, replica as shape } from '../kustomization-shape.ts';
import type { Replica } from '../kustomization-shape.ts';
import { fieldOf, plainNode } from '../nodes.ts';
import { defineTransformer } from './transformer.ts';

interface Config {
  readonly replica: Replica;
  readonly specs: readonly FieldSpec[];
}

/** `replicas`: the number of replicas of the workload with a name. */
export const replicaCountTransformer = defineTransformer({
  kind: 'ReplicaCountTransformer',
  shape: { replica: shape, fieldSpecs: [fieldSpec] },
  fromKustomization: ({ replicas }, fields): Config[] =>
    (replicas ?? []).map((replica) => ({ replica, specs: fields.replicas })),
  fromFile: ({ replica, fieldSpecs, at }): Config[] => [
    { replica: replica ?? { at }, specs: (fieldSpecs ?? []).map(fieldSpecFrom) },
  ],
  apply({ replica, specs }: Config, resources) {
    const name = replica.name?.text ?? '';
    const count = plainNode(String(replica.count ?? 0), fieldOf(replica.at, 'count') ?? replica.at);
    let found = false;
    for (const spec of specs) {
      for (const resource of resources.matching((id) => id.name === name && isSelected(id, spec))) {
        found = true;
        changeField(
          resource,
          spec,
          'scalar',
          setScalar(() => count),
        );
      }
    }
    if (found) return;
    const kinds = specs.map(({ kind }) => kind).join(', ');
    throw new Failure(
      'no-target',
      `replicas: there is no ${kinds} with the name ${JSON.stringify(name)}.`,
      replica.name?.node ?? replica.at,
    );
  },
});
