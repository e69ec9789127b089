/** A file's text with its path relative to the repository root. Nodes share it; line starts are found when first asked for. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** How a scalar or collection stands in the text. Substitution and the second reading of Flux depend on it. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';
export type CollectionStyle = 'block' | 'flow';

interface NodeBase {
  /** The tag as written (`!!str`, `!custom`, resolved through %TAG to its long form for `!!`), '' where none stands. */
  tag: string;
  anchor: string;
  readonly source: Source;
  /** Offsets into `source.text` in UTF-16 units: the first unit of the node's own content, and one past its last. */
  readonly start: number;
  readonly end: number;
}

export interface ScalarNode extends NodeBase {
  readonly kind: 'scalar';
  /** The content after unfolding and unescaping. */
  text: string;
  style: ScalarStyle;
}

export interface MapNode extends NodeBase {
  readonly kind: 'map';
  style: CollectionStyle;
  /** Keys and values side by side, in the order of the text; duplicates and merge keys are kept as written. */
  readonly keys: Node[];
  readonly values: Node[];
}

export interface SequenceNode extends NodeBase {
  readonly kind: 'sequence';
  style: CollectionStyle;
  readonly items: Node[];
}

export interface AliasNode extends NodeBase {
  readonly kind: 'alias';
  readonly name: string;
  /** The node the alias stands for. */
  readonly target: Node;
}

export type Node = ScalarNode | MapNode | SequenceNode | AliasNode;
