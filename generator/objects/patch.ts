/** One entry of a Kustomization's `patches`: a merge patch that names its object, or JSON operations with a target. */
export interface Patch {
  readonly target?: { readonly group?: string; readonly version: string; readonly kind: string; readonly name: string };
  readonly patch: string;
}
