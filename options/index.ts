export {
  about,
  anything,
  boolean,
  choice,
  defaulted,
  either,
  formatted,
  freeObject,
  integer,
  list,
  literal,
  object,
  optional,
  record,
  text,
} from './builders.ts';
export type { Format } from './formats.ts';
export type { JsonObject, JsonSchema, JsonValue } from './json-schema.ts';
export type { Judged, OptionProblem } from './judge.ts';
export { judge } from './judge.ts';
export type { Fields, InputOf, Option, OutputOf } from './option.ts';
export { pathText } from './path-text.ts';
