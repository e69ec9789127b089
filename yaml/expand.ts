import type { Dialect } from './dialect.ts';
import { printed } from './expand-print.ts';
import { keyText } from './key.ts';
import type { AliasNode, MapNode, Node, ScalarNode, SequenceNode } from './node.ts';
import type { Document, SyntaxProblem } from './parse.ts';
import { type Entry, mergeAsKubectl, mergeAsKustomize } from './expand-merge.ts';
import { countAsKubectl, MAX_NODES, tooManyNodes } from './expand-count.ts';
import { hasUnusualKeys } from './parse-keys.ts';
import { Mapping, Sequence } from './parse-node.ts';
import { isProblem } from './plain.ts';
import { resolve } from './resolve.ts';
import { Refusal } from './scan-cursor.ts';

/** A tree without aliases, merge keys and duplicate keys, whose keys are all scalars that the dialect takes as keys. */
export interface Expansion {
  /** null where the document has no content, or none that the dialect can make an object of. */
  readonly root: Node | null;
  readonly problems: readonly SyntaxProblem[];
}

/**
 * Replaces aliases, applies merge keys, and judges keys as the dialect does; gives the same root when there is nothing
 * to do. What aliases share stays shared: the result is a graph without cycles, of at most ten million nodes when unfolded.
 */
export function expand(document: Document, dialect: Dialect): Expansion {
  const { root } = document;
  if (root === null || (dialect === 'kustomize' && root.tag === '!!null')) return { root: null, problems: [] };
  if (!document.unusual) return { root, problems: [] };
  const expander = new Expander(dialect, root);
  try {
    if (dialect === 'kubectl' && document.aliases) countAsKubectl(root);
    return { root: expander.expand(root), problems: expander.problems };
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    const { code, message, help, start, end } = refusal;
    return { root: null, problems: [{ code, message, help, start, end }] };
  }
}

/** A collection whose children are being expanded. */
interface Frame {
  readonly node: MapNode | SequenceNode;
  /** Whether the children stand in a flow collection, where kustomize prints scalars otherwise. */
  readonly childrenInFlow: boolean;
  /** kustomize judges merged entries only where they are merged to. */
  readonly judged: boolean;
  /** Expanded children: items, or keys and values in turn. */
  readonly children: Node[];
  changed: boolean;
}

class Expander {
  readonly problems: SyntaxProblem[] = [];
  private readonly reported = new Set<string>();
  private readonly dialect: Dialect;
  private readonly root: Node;
  private readonly stack: Frame[] = [];
  private readonly open = new Set<Node>();
  private readonly done: readonly [Map<Node, Node>, Map<Node, Node>] = [new Map(), new Map()];
  private readonly sizes = new Map<Node, number>();

  constructor(dialect: Dialect, root: Node) {
    this.dialect = dialect;
    this.root = root;
  }

  expand(root: Node): Node | null {
    let result = this.enter(root, false, false);
    for (let frame = this.stack.at(-1); frame !== undefined; frame = this.stack.at(-1)) {
      const { node, children } = frame;
      const index = children.length;
      if (index < childCount(node)) {
        const child = this.enter(childAt(node, index), frame.childrenInFlow, this.isMergeValue(node, index));
        if (child !== null) this.add(frame, childAt(node, index), child);
        continue;
      }
      this.stack.pop();
      this.open.delete(node);
      result = this.finish(frame);
      this.done[frame.childrenInFlow ? 1 : 0].set(node, result);
      const parent = this.stack.at(-1);
      if (parent !== undefined) this.add(parent, childAt(parent.node, parent.children.length), result);
    }
    return this.problems.length > 0 ? null : result;
  }

  private add(frame: Frame, before: Node, after: Node): void {
    frame.children.push(after);
    if (before !== after) frame.changed = true;
  }

  /** The expanded node where that is known at once, else null, and a frame is on the stack. */
  private enter(node: Node, inFlow: boolean, isMergeValue: boolean): Node | null {
    const target = node.kind === 'alias' ? node.target : node;
    if (target.kind === 'scalar') return this.dialect === 'kustomize' ? printed(target, inFlow) : target;
    if (target.kind === 'alias') return this.enter(target, inFlow, isMergeValue);
    if (this.open.has(target)) throw recursive(node as AliasNode);
    // Merged entries are printed where they are merged to, not where they come from.
    const childrenInFlow = this.dialect === 'kustomize' && (inFlow || (target.style === 'flow' && !isMergeValue));
    const known = this.done[childrenInFlow ? 1 : 0].get(target);
    if (known !== undefined) return known;
    this.open.add(target);
    this.stack.push({
      node: target,
      childrenInFlow,
      judged: !isMergeValue || this.dialect === 'kubectl',
      children: [],
      changed: false,
    });
    return null;
  }

  private isMergeValue(node: MapNode | SequenceNode, index: number): boolean {
    if (node.kind === 'map') return index % 2 === 1 && isMergeKey(node.keys[(index - 1) / 2] as Node, this.dialect);
    const owner = this.stack.at(-2);
    return (
      owner?.node.kind === 'map' &&
      owner.children.length % 2 === 1 &&
      this.isMergeValue(owner.node, owner.children.length)
    );
  }

  private finish(frame: Frame): Node {
    const { node, children } = frame;
    const result =
      node.kind === 'map' ? this.finishMap(frame, node) : frame.changed ? copySequence(node, children) : node;
    this.count(result);
    return result;
  }

  private finishMap(frame: Frame, node: MapNode): Node {
    const { children } = frame;
    if (!hasUnusualKeys(node)) return frame.changed ? copyMap(node, every(children, 0), every(children, 1)) : node;
    const entries = this.entries(node, children);
    const kept = frame.judged ? this.judge(entries, node === this.root) : entries;
    const same =
      kept.length === node.keys.length &&
      kept.every(({ key, value }, index) => key === node.keys[index] && value === node.values[index]);
    return same
      ? node
      : copyMap(
          node,
          kept.map(({ key }) => key),
          kept.map(({ value }) => value),
        );
  }

  /** The entries with merges applied, in order; duplicates may remain. */
  private entries(node: MapNode, children: readonly Node[]): Entry[] {
    const entries: Entry[] = node.keys.map((key, index) => ({
      key: children[2 * index] as Node,
      aliasKey: key.kind === 'alias',
      value: children[2 * index + 1] as Node,
      merge: isMergeKey(key, this.dialect) ? (node.values[index] as Node) : null,
    }));
    return this.dialect === 'kubectl' ? mergeAsKubectl(entries) : mergeAsKustomize(entries);
  }

  /** Reports keys that the dialect refuses; of kubectl's duplicates the last stays, in the place of the first. */
  private judge(entries: readonly Entry[], top: boolean): Entry[] {
    const kept = new Map<string, Entry>();
    for (const entry of entries) {
      if (top && this.dialect === 'kustomize' && isDroppedNull(entry)) continue;
      const name = this.nameOf(entry.key, top);
      if (name === null) continue;
      const identity = this.dialect === 'kustomize' ? (entry.key as ScalarNode).text : name;
      const before = kept.get(identity);
      if (before !== undefined && this.dialect === 'kustomize') this.duplicate(before.key, entry.key);
      if (before !== undefined && this.dialect === 'kubectl') this.judgeDropped(before.value);
      kept.set(identity, entry);
    }
    return [...kept.values()];
  }

  /** go-yaml reads the values that later ones replace, and so refuses wrong tags there too. */
  private judgeDropped(value: Node): void {
    const waiting = new Set([value]);
    for (const node of waiting) {
      if (node.kind === 'map') for (const child of node.values) waiting.add(child);
      else if (node.kind === 'sequence') for (const item of node.items) waiting.add(item);
      else if (node.kind === 'scalar' && node.tag !== '') {
        const resolved = resolve(node, 'kubectl');
        if (isProblem(resolved) && resolved.code !== 'not-json')
          this.report({ ...resolved, start: node.start, end: node.end });
      }
    }
  }

  private nameOf(key: Node, top: boolean): string | null {
    if (key.kind !== 'scalar') {
      this.report({
        code: 'complex-key',
        message: 'A map or a list cannot be a key.',
        help: 'Quote the value when it is a template such as {{ .Values.x }}.',
        start: key.start,
        end: key.end,
      });
      return null;
    }
    const name = keyText(key, this.dialect, top);
    if (typeof name === 'string') return name;
    this.report({ ...name, start: key.start, end: key.end });
    return null;
  }

  /** What aliases share may be seen twice; it is one problem. */
  private report(problem: SyntaxProblem): void {
    const identity = `${problem.code} ${problem.start}`;
    if (this.reported.has(identity)) return;
    this.reported.add(identity);
    this.problems.push(problem);
  }

  private duplicate(first: Node, second: Node): void {
    this.report({
      code: 'duplicate-key',
      message: `The key ${(second as ScalarNode).text} is there twice in one map.`,
      help: 'Remove one of the two.',
      start: second.start,
      end: second.end,
      related: { start: first.start, end: first.end },
    });
  }

  private count(node: Node): void {
    let size = 1;
    const size1 = (child: Node): number => this.sizes.get(child) ?? 1;
    if (node.kind === 'sequence') for (const item of node.items) size += size1(item);
    else if (node.kind === 'map') for (const value of node.values) size += 1 + size1(value);
    if (size > MAX_NODES) throw tooManyNodes(node);
    this.sizes.set(node, size);
  }
}

function childCount(node: MapNode | SequenceNode): number {
  return node.kind === 'map' ? 2 * node.keys.length : node.items.length;
}

function childAt(node: MapNode | SequenceNode, index: number): Node {
  if (node.kind === 'sequence') return node.items[index] as Node;
  return (index % 2 === 0 ? node.keys[index / 2] : node.values[(index - 1) / 2]) as Node;
}

/** `<<` without quotes or tag, or with the tag that says so; kustomize goes by the tag alone. */
function isMergeKey(key: Node, dialect: Dialect): boolean {
  if (key.kind !== 'scalar') return false;
  if (dialect === 'kustomize' && key.tag === '!!merge') return true;
  if (key.text !== '<<') return false;
  const plain = key.style === 'plain';
  return key.tag === '' ? plain : key.tag === '!!merge' || (key.tag === '!' && (plain || dialect === 'kubectl'));
}

/** kustomize drops an entry of the outermost map whose key is `!!null`, or an alias of null; other null keys it refuses. */
function isDroppedNull({ key, aliasKey }: Entry): boolean {
  if (key.kind !== 'scalar') return false;
  if (key.tag === '!!null') return aliasKey || key.text === '';
  return aliasKey && key.text !== '' && resolve(key, 'kustomize') === null;
}

/** The keys (0) or the values (1) among the children of a map. */
function every(children: readonly Node[], parity: 0 | 1): Node[] {
  return children.filter((_, index) => index % 2 === parity);
}

function copyMap(node: MapNode, keys: readonly Node[], values: readonly Node[]): MapNode {
  const copy = new Mapping(node.source, node.start, node.style);
  copy.end = node.end;
  copy.tag = node.tag;
  copy.anchor = node.anchor;
  for (const key of keys) copy.keys.push(key);
  for (const value of values) copy.values.push(value);
  return copy;
}

function copySequence(node: SequenceNode, items: readonly Node[]): SequenceNode {
  const copy = new Sequence(node.source, node.start, node.style);
  copy.end = node.end;
  copy.tag = node.tag;
  copy.anchor = node.anchor;
  for (const item of items) copy.items.push(item);
  return copy;
}

function recursive({ name, start, end }: AliasNode): Refusal {
  return new Refusal(
    'recursive-alias',
    `The anchor &${name} contains this alias to itself.`,
    'Write the value out.',
    start,
    end,
  );
}
