import type { Place } from './failure.ts';
import { Failure } from './failure.ts';
import { mergeFieldConfigs, noFields } from './field-config.ts';
import type { FieldConfig } from './field-config.ts';
import type { Variable } from './kustomization-shape.ts';
import { ResourceMap } from './resource-map.ts';

/** What a kustomization and all below it have gathered: objects, the fields to touch, and vars. */
export class Accumulation {
  readonly resources = new ResourceMap();
  fields: FieldConfig = noFields;
  readonly vars = new Map<string, Variable>();
  /** The directories that were read for it, to find cycles when it is used again. */
  readonly directories = new Set<string>();

  /** The same once more, for steps that must not change this one. */
  copy(): Accumulation {
    const copy = new Accumulation();
    for (const resource of this.resources.list) copy.resources.add(resource.copy());
    copy.fields = this.fields;
    for (const [name, variable] of this.vars) copy.vars.set(name, variable);
    return copy;
  }

  /** Adds what another directory, referred to by a path, gathered; that one stays as it is, for others to use. */
  take(other: Accumulation, via: string, place: Place): void {
    for (const resource of other.resources.list) this.resources.append(resource.copy(via), place);
    this.fields = mergeFieldConfigs(this.fields, other.fields, place);
    for (const variable of other.vars.values()) this.addVariable(variable);
    for (const directory of other.directories) this.directories.add(directory);
  }

  addVariable(variable: Variable): void {
    const name = variable.name?.text ?? '';
    if (this.vars.has(name))
      throw new Failure('duplicate-var', `The var ${name} is there twice.`, variable.name?.node ?? variable.at);
    this.vars.set(name, variable);
  }
}
