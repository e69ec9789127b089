import type { Dialect, MapNode, Node, ScalarNode, SequenceNode } from '../../yaml/index.ts';
import { isProblem, resolve, typeOf } from '../../yaml/index.ts';
import type { KindSchema } from '../../schemas/index.ts';
import { isUnknown } from '../identity.ts';
import type { Fact } from '../rule.ts';
import { judgeAlternatives } from './alternatives.ts';
import { Facts } from './facts.ts';
import { fieldName, hasField, requiredFields, unknownField } from './fields.ts';
import { duplicateItems } from './list-items.ts';
import { judgeScalar } from './scalar.ts';
import type { Shape } from './shape.ts';
import { shapeOf } from './shape.ts';
import { due, got, placeName, repair } from './words.ts';

/** Objects whose schema calls for more levels than this are refused; those that real kinds need are far fewer. */
const deepest = 500;

export interface Judging {
  readonly dialect: Dialect;
  /** As the bare API server judges; otherwise as Flux does, which drops nulls, `status` and turns annotations into text. */
  readonly plain: boolean;
  /** Keys match whatever the case of their letters, as kustomize reads its own files. */
  readonly foldCase?: boolean;
  /** The object is encrypted: `sops` is not part of it. */
  readonly encrypted?: boolean;
}

export interface Judgement {
  readonly facts: readonly Fact[];
  /** Something could not be judged: an encrypted value, a pattern that is not safe to run. */
  readonly undecided: boolean;
}

/** Judges an expanded object by the structural schema of its kind. */
export function evaluate(root: MapNode, kind: KindSchema, judging: Judging): Judgement {
  const evaluation = new Evaluation(kind, judging);
  evaluation.object(root, shapeOf(kind.schema, { builtin: kind.builtin, open: false, branch: false }));
  return evaluation.facts;
}

export class Evaluation {
  readonly facts: Facts;
  readonly judging: Judging;
  readonly dialect: Dialect;
  readonly kind: KindSchema;
  /** The shapes of the maps from the root to here, for hints about misplaced fields. */
  readonly above: Shape[] = [];
  /** Below `status`, which a create drops before it is validated: only types count. */
  typesOnly = false;

  constructor(kind: KindSchema, judging: Judging) {
    this.judging = judging;
    this.dialect = judging.dialect;
    this.facts = new Facts();
    this.kind = kind;
  }

  /** Whether the value at the current path must not be shown. */
  hidden(node: Node): boolean {
    if (node.kind === 'scalar' && node.text.startsWith('ENC[')) return true;
    const [field] = this.facts.path;
    if (this.judging.foldCase && String(field).toLowerCase() === 'secretgenerator') return true;
    return this.kind.kind === 'Secret' && this.kind.group === '' && (field === 'data' || field === 'stringData');
  }

  value(node: Node, shape: Shape): void {
    if (shape.free) return;
    if (node.kind === 'map') this.#map(node, shape);
    else if (node.kind === 'sequence') this.#sequence(node, shape);
    else if (node.kind === 'scalar') this.#scalar(node, shape);
    if (shape.branched && !this.typesOnly) judgeAlternatives(this, node, shape);
  }

  wrongType(node: Node, shape: Shape): void {
    const hidden = this.hidden(node);
    const message = `${placeName(this.facts.path)} takes ${due(shape)}, not ${got(node, this.dialect, hidden)}`;
    this.facts.add('schema/type', message, repair(node, shape, this.dialect, hidden));
  }

  #map(node: MapNode, shape: Shape): void {
    if (shape.kind !== 'object' && shape.kind !== 'any') return this.wrongType(node, shape);
    if (this.facts.path.length > deepest)
      return this.facts.add(
        'schema/depth',
        `the object is nested deeper than ${deepest} levels`,
        'No Kubernetes object is: look for brackets or lines that were repeated by accident.',
      );
    this.object(node, shape);
  }

  object(node: MapNode, shape: Shape): void {
    const { path } = this.facts;
    if (!shape.branch) this.above.push(shape);
    for (let i = 0; i < node.keys.length; i++) {
      const name = fieldName(node.keys[i]!, this.dialect);
      path.push(name);
      this.#field(node.values[i]!, name, shape);
      path.pop();
    }
    if (shape.base) this.#defaults(node, shape, shape.base);
    if (shape.required.length > 0 && !this.typesOnly) requiredFields(this, node, shape);
    if (!this.typesOnly)
      size(this.facts, node.keys.length, shape.schema.minProperties, shape.schema.maxProperties, 'field', 'fields');
    if (!shape.branch) this.above.pop();
  }

  /** A branch also judges what a default fills in. */
  #defaults(node: MapNode, shape: Shape, base: Shape): void {
    for (const name of shape.schema.properties?.keys() ?? []) {
      const value = base.schema.properties?.get(name)?.default;
      const field = shape.field(name);
      if (value === undefined || typeof value === 'object' || !field || hasField(this, node, name, shape)) continue;
      const style = typeof value === 'string' ? 'double' : 'plain';
      const { source, start, end } = node;
      this.value({ kind: 'scalar', tag: '', anchor: '', source, start, end, text: String(value), style }, field);
    }
  }

  #field(node: Node, name: string, shape: Shape): void {
    const atRoot = this.facts.path.length === 1;
    if (atRoot && !shape.branch && this.#root(node, name, shape)) return;
    const field = this.#shapeOfField(name, shape);
    if (field) return this.value(node, field);
    const values = shape.values;
    if (values) return this.value(node, values);
    if (!shape.open) unknownField(this, name, shape);
  }

  #shapeOfField(name: string, shape: Shape): Shape | undefined {
    const field = shape.field(name);
    if (field || !this.judging.foldCase) return field;
    const lower = name.toLowerCase();
    for (const declared of shape.schema.properties?.keys() ?? []) {
      if (declared.toLowerCase() === lower) return shape.field(declared);
    }
    return undefined;
  }

  /** The fields of the object itself that are judged in a way of their own; true where that is done. */
  #root(node: Node, name: string, shape: Shape): boolean {
    if (name === 'sops') return this.judging.encrypted === true;
    if (name === 'status') return this.#status(node, shape);
    const metadata = name === 'metadata' && !this.kind.builtin ? shape.metadata() : undefined;
    if (metadata) this.value(node, metadata);
    return metadata !== undefined;
  }

  #status(node: Node, shape: Shape): boolean {
    const status = shape.field('status');
    if (!status) return !this.judging.plain && shape.builtin;
    this.typesOnly = shape.builtin || this.kind.statusSubresource === true;
    this.value(node, status);
    this.typesOnly = false;
    return true;
  }

  #sequence(node: SequenceNode, shape: Shape): void {
    if (shape.kind !== 'array' && shape.kind !== 'any') return this.wrongType(node, shape);
    const { path } = this.facts;
    const items = shape.items;
    if (items && !items.free) {
      for (let i = 0; i < node.items.length; i++) {
        path.push(i);
        this.value(node.items[i]!, items);
        path.pop();
      }
    }
    const { listType } = shape.schema;
    if (listType === 'map' || listType === 'set') duplicateItems(this, node, shape);
    if (!this.typesOnly)
      size(this.facts, node.items.length, shape.schema.minItems, shape.schema.maxItems, 'entry', 'entries');
  }

  #scalar(node: ScalarNode, shape: Shape): void {
    if (shape.kind === 'string' && !shape.constrained && node.style !== 'plain' && node.tag === '') return;
    const type = typeOf(node, this.dialect);
    if (type === 'string' && shape.kind === 'string' && !shape.constrained) return;
    if (!this.judging.plain && type === 'string' && isUnknown(node.text)) {
      this.facts.undecided = true;
      return;
    }
    if (type === 'null') return this.#null(shape);
    if (type === 'invalid') return this.#noValue(node);
    if (this.#becomesText(shape)) return;
    judgeScalar(this, node, type, shape);
  }

  /** kustomize turns whatever stands in an object's own annotations into text. */
  #becomesText(shape: Shape): boolean {
    const { path } = this.facts;
    if (this.judging.plain || this.judging.foldCase || shape.kind !== 'string') return false;
    return path.length === 3 && path[0] === 'metadata' && path[1] === 'annotations';
  }

  #noValue(node: ScalarNode): void {
    const problem = resolve(node, this.dialect);
    if (isProblem(problem)) this.facts.add('yaml/value', problem.message, problem.help);
  }

  /** A custom resource keeps null, unless a default takes its place; Go types read it as absent. */
  #null(shape: Shape): void {
    if (shape.builtin || this.typesOnly || shape.kind === 'any' || shape.schema.nullable) return;
    const { path } = this.facts;
    if (shape.schema.default !== undefined && typeof path.at(-1) === 'string') return;
    this.facts.add(
      'schema/null',
      `${placeName(path)} takes ${due(shape)}, not null`,
      'Remove the line, or give it a value.',
      'key',
    );
  }
}

function size(
  facts: Facts,
  found: number,
  least: number | undefined,
  most: number | undefined,
  one: string,
  many: string,
): void {
  const place = (): string => placeName(facts.path);
  const plural = (count: number): string => `${count} ${count === 1 ? one : many}`;
  if (least !== undefined && found < least) {
    const message = `${place()} needs at least ${least} ${least === 1 ? one : many}, and has ${found}`;
    facts.add('schema/length', message, `Add ${plural(least - found)}.`);
  }
  if (most !== undefined && found > most) {
    const message = `${place()} takes at most ${most} ${most === 1 ? one : many}, and has ${found}`;
    facts.add('schema/length', message, `Remove ${plural(found - most)}.`);
  }
}
