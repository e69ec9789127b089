/**
 * A structural schema as the API server knows it (OpenAPI v3 restricted to what Kubernetes calls structural,
 * with the `x-kubernetes-*` extensions), references resolved lazily. Absent means "not said".
 */
export interface Schema {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly properties?: ReadonlyMap<string, Schema>;
  /** The schema of values under keys that `properties` does not name; true: anything. */
  readonly additionalProperties?: Schema | true;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly enum?: readonly JsonValue[];
  /**
   * As OpenAPI names it; in built-in kinds also `quantity` and `micro-time` (RFC 3339 with six digits of fraction).
   */
  readonly format?: string;
  readonly pattern?: string;
  /**
   * What the server fills in. In built-in kinds `''`, `0` and `false` are zero values of Go fields: they complete the
   * keys of a `map` list. A required field has none.
   */
  readonly default?: JsonValue;
  readonly nullable?: true;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: true;
  readonly exclusiveMaximum?: true;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: true;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  /** `x-kubernetes-int-or-string`; a quantity is `format: 'quantity'` with this set (string or number). */
  readonly intOrString?: true;
  readonly preserveUnknownFields?: true;
  readonly embeddedResource?: true;
  readonly listType?: 'atomic' | 'set' | 'map';
  readonly listMapKeys?: readonly string[];
  readonly mapType?: 'atomic' | 'granular';
  /** `x-kubernetes-validations`, as written. */
  readonly validations?: readonly ValidationRule[];
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly not?: Schema;
}

export interface ValidationRule {
  readonly rule: string;
  readonly message?: string;
  readonly messageExpression?: string;
  readonly reason?: string;
  readonly fieldPath?: string;
  readonly optionalOldSelf?: boolean;
}

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** One kind that an API server (or kustomize, for its configuration) serves. */
export interface KindSchema {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly scope: 'Namespaced' | 'Cluster';
  /** Built-in kinds pass through Go types (nulls are absent, unknown fields vanish in Flux); custom resources do not. */
  readonly builtin: boolean;
  readonly plural: string;
  /** The main resource drops `status`; only its subresource writes it. */
  readonly statusSubresource?: true;
  /** Served only where the experimental channel of its project is installed. */
  readonly channel?: 'experimental';
  /** The server takes no patch of it and so no apply (reviews, bindings). */
  readonly noPatch?: true;
  readonly schema: Schema;
  /** sha256 of the canonical form of the schema and of all that it refers to, hex; kinds with equal schemas share it. */
  readonly hash: string;
  /** The pack that judged: `kubernetes 1.36.3`, … */
  readonly origin: string;
}

/** Where a removed API version went. */
export interface Removal {
  /** The version of `product` that stopped serving it: `1.22`, `2.8`. */
  readonly removedIn: string;
  readonly product: 'Kubernetes' | 'Flux';
  /** The apiVersion to write instead, if there is one. */
  readonly successor?: string;
}

/** All schemas that may judge an object. Kinds are loaded when first asked for. */
export interface SchemaStore {
  kind(group: string, version: string, kind: string): KindSchema | undefined;
  /** All versions of a kind that are served, for "did you mean". */
  versions(group: string, kind: string): readonly string[];
  /** All kinds of a group, of any version; empty where the group is unknown. */
  kinds(group: string): readonly string[];
  /** All groups, sorted; the core group is `''`. */
  groups(): readonly string[];
  knowsGroup(group: string): boolean;
  removal(group: string, version: string, kind: string): Removal | undefined;
  /** A kind as the experimental channel of its project has it, where there is one: more kinds, versions and fields. */
  experimental?(group: string, version: string, kind: string): KindSchema | undefined;
}
