export type { Build, RenderedObject } from './kustomize/build.ts';
export { Kustomizer } from './kustomize/build.ts';
export type { BuildError } from './kustomize/failure.ts';
export { kustomizationDirectories } from './kustomize/directories.ts';
