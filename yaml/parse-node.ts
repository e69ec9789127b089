import type {
  AliasNode,
  CollectionStyle,
  MapNode,
  Node,
  ScalarNode,
  ScalarStyle,
  SequenceNode,
  Source,
} from './node.ts';

/** The node classes that the reader builds: one hidden class per kind, all fields always there. */
export class Scalar implements ScalarNode {
  readonly kind = 'scalar';
  tag: string;
  anchor: string;
  readonly source: Source;
  readonly start: number;
  readonly end: number;
  text: string;
  style: ScalarStyle;

  constructor(source: Source, start: number, end: number, text: string, style: ScalarStyle) {
    this.tag = '';
    this.anchor = '';
    this.source = source;
    this.start = start;
    this.end = end;
    this.text = text;
    this.style = style;
  }
}

export class Mapping implements MapNode {
  readonly kind = 'map';
  tag: string;
  anchor: string;
  readonly source: Source;
  readonly start: number;
  end: number;
  style: CollectionStyle;
  readonly keys: Node[];
  readonly values: Node[];

  constructor(source: Source, start: number, style: CollectionStyle) {
    this.tag = '';
    this.anchor = '';
    this.source = source;
    this.start = start;
    this.end = start;
    this.style = style;
    this.keys = [];
    this.values = [];
  }
}

export class Sequence implements SequenceNode {
  readonly kind = 'sequence';
  tag: string;
  anchor: string;
  readonly source: Source;
  readonly start: number;
  end: number;
  style: CollectionStyle;
  readonly items: Node[];

  constructor(source: Source, start: number, style: CollectionStyle) {
    this.tag = '';
    this.anchor = '';
    this.source = source;
    this.start = start;
    this.end = start;
    this.style = style;
    this.items = [];
  }
}

export class Alias implements AliasNode {
  readonly kind = 'alias';
  tag: string;
  anchor: string;
  readonly source: Source;
  readonly start: number;
  readonly end: number;
  readonly name: string;
  target: Node;

  constructor(source: Source, start: number, end: number, name: string, target: Node) {
    this.tag = '';
    this.anchor = '';
    this.source = source;
    this.start = start;
    this.end = end;
    this.name = name;
    this.target = target;
  }
}
