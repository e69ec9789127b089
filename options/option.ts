import type { JsonSchema } from './json-schema.ts';

/** Whether a property may be left out, and whether something stands in its place then. */
export type Presence = 'required' | 'optional' | 'defaulted';

/**
 * One option: the JSON Schema (draft-07) that judges it at run time, and the TypeScript types that follow from it.
 * `Input` is what a person may write, `Output` what the program reads after defaults are filled in.
 */
export interface Option<Input, Output = Input, P extends Presence = Presence> {
  readonly schema: JsonSchema;
  readonly presence: P;
  /** Never set; they carry the types. */
  readonly input?: Input;
  readonly output?: Output;
}

export type RequiredOption<Input, Output = Input> = Option<Input, Output, 'required'>;

export type InputOf<O> = O extends Option<infer Input, unknown> ? Input : never;
export type OutputOf<O> = O extends Option<infer _Input, infer Output> ? Output : never;

/** The properties of an object option. */
export type Fields = { readonly [name: string]: Option<unknown, unknown> };

type Flatten<T> = { [K in keyof T]: T[K] };

export type ObjectInput<F extends Fields> = Flatten<
  { readonly [K in keyof F as F[K]['presence'] extends 'required' ? K : never]: InputOf<F[K]> } & {
    readonly [K in keyof F as F[K]['presence'] extends 'required' ? never : K]?: InputOf<F[K]> | undefined;
  }
>;

export type ObjectOutput<F extends Fields> = Flatten<
  { readonly [K in keyof F as F[K]['presence'] extends 'optional' ? never : K]: OutputOf<F[K]> } & {
    readonly [K in keyof F as F[K]['presence'] extends 'optional' ? K : never]?: OutputOf<F[K]>;
  }
>;
