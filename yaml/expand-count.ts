import type { MapNode, Node, SequenceNode } from './node.ts';
import { Refusal } from './scan-cursor.ts';

/** No document may unfold to more nodes than this; kustomize itself has no bound and fills the memory. */
export const MAX_NODES = 10_000_000;

export function tooManyNodes({ start, end }: Node): Refusal {
  return new Refusal(
    'too-many-nodes',
    `The aliases unfold to more than ${MAX_NODES} values.`,
    'Write the values out.',
    start,
    end,
  );
}

const LOW = 400_000;
const HIGH = 4_000_000;

/** The share of all values that may come from aliases, as go-yaml allows it: 99 % for small documents, 10 % for huge ones. */
function allowedShare(count: number): number {
  if (count <= LOW) return 0.99;
  if (count >= HIGH) return 0.1;
  return 0.99 - (0.89 * (count - LOW)) / (HIGH - LOW);
}

interface Frame {
  readonly node: MapNode | SequenceNode;
  /** Whether leaving this frame leaves an alias. */
  readonly aliased: boolean;
  next: number;
}

/** Walks the unfolded tree as go-yaml v2 decodes it and refuses what that takes for an attack. */
export function countAsKubectl(root: Node): void {
  const stack: Frame[] = [];
  const open = new Set<Node>();
  let total = 1;
  let fromAliases = 0;
  let depth = 0;
  const step = (at: Node): void => {
    total++;
    if (depth > 0) fromAliases++;
    if (fromAliases > 100 && total > 1000 && fromAliases / total > allowedShare(total)) throw excessive(at);
  };
  const enter = (node: Node): void => {
    step(node);
    let target = node;
    if (node.kind === 'alias') {
      target = node.target;
      if (open.has(target)) return;
      depth++;
      step(node);
    }
    if (target.kind === 'map' || target.kind === 'sequence') {
      open.add(target);
      stack.push({ node: target, aliased: node.kind === 'alias', next: 0 });
    } else if (node.kind === 'alias') depth--;
  };
  enter(root);
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const child = childAt(frame.node, frame.next++);
    if (child !== undefined) {
      if (!isMergeText(child)) enter(child);
      continue;
    }
    stack.pop();
    open.delete(frame.node);
    if (frame.aliased) depth--;
  }
}

function childAt(node: MapNode | SequenceNode, index: number): Node | undefined {
  if (node.kind === 'sequence') return node.items[index];
  return index % 2 === 0 ? node.keys[index / 2] : node.values[(index - 1) / 2];
}

/** The merge key itself is not decoded. */
function isMergeText(node: Node): boolean {
  return node.kind === 'scalar' && node.text === '<<' && node.style === 'plain';
}

function excessive({ start, end }: Node): Refusal {
  return new Refusal(
    'excessive-aliases',
    'The aliases of this document unfold to far more than is written.',
    'Write the values out.',
    start,
    end,
  );
}
