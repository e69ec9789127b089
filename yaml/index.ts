export type { Dialect } from './dialect.ts';
export type { JsonValue } from './json.ts';
export { dealias, stringify, toJson } from './json.ts';
export type { JsonScalar } from './edit.ts';
export { replaceScalar } from './edit.ts';
export type { EmitOptions } from './emit.ts';
export { emit } from './emit.ts';
export type { KeyProblem } from './key.ts';
export { keyText } from './key.ts';
export type { Position } from './lookup.ts';
export { keyNodeAt, nearestAt, nodeAt, position } from './lookup.ts';
export type {
  AliasNode,
  CollectionStyle,
  MapNode,
  Node,
  ScalarNode,
  ScalarStyle,
  SequenceNode,
  Source,
} from './node.ts';
export type { Resolved, ScalarProblem } from './plain.ts';
export { isProblem } from './plain.ts';
export type { ScalarType } from './resolve.ts';
export { resolve, typeOf } from './resolve.ts';
export type { Decoded } from './decode-text.ts';
export { decodeText } from './decode-text.ts';
export type { Expansion } from './expand.ts';
export { expand } from './expand.ts';
export type { Document, Stream, SyntaxProblem } from './parse.ts';
export { Mapping, Scalar, Sequence } from './parse-node.ts';
export { reprint } from './reprint.ts';
export type { Span } from './parse-blanks.ts';
export { parse } from './parse.ts';
