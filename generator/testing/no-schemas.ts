import type { SchemaStore } from '../../schemas/index.ts';

/** For tests: a store that knows nothing, so that files have no modeline. */
export const noSchemas: SchemaStore = {
  kind: () => undefined,
  versions: () => [],
  kinds: () => [],
  groups: () => [],
  knowsGroup: () => false,
  removal: () => undefined,
};
