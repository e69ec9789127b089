import { expect, test } from 'vitest';
import {
  about,
  anything,
  choice,
  defaulted,
  either,
  formatted,
  freeObject,
  list,
  literal,
  object,
  optional,
  record,
} from '../../options/index.ts';
import { typeText } from './option-types.ts';

test('options become a type with what documents them', () => {
  const schema = object({
    kind: about('What it is.', defaulted(choice('a', 'b'), 'a')),
    timeout: about('How long it may take.', defaulted(formatted('duration'), '5m')),
    values: freeObject(),
    labels: defaulted(record(object({ on: literal(false) })), {}),
    items: optional(list(either('a flag or anything', literal(true), anything()))),
  }).schema;
  expect(typeText(schema)).toBe(`{
  /**
   * What it is.
   * Default: \`"a"\`.
   */
  readonly kind?: "a" | "b" | undefined;
  /**
   * How long it may take.
   * Expected: a duration such as 30s, 5m or 1h30m.
   * Default: \`"5m"\`.
   */
  readonly timeout?: string | undefined;
  readonly values: { readonly [name: string]: JsonValue };
  readonly labels?: { readonly [name: string]: {
    readonly on: false;
  } } | undefined;
  readonly items?: readonly (true | JsonValue)[] | undefined;
}`);
});
