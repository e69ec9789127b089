export type { Build, RenderedObject } from './kustomize/build.ts';
export { Kustomizer } from './kustomize/build.ts';
export { originOf } from './kustomize/origin.ts';
export { originsOf } from './kustomize/origins.ts';
export type { BuildError } from './kustomize/failure.ts';
export { kustomizationDirectories } from './kustomize/directories.ts';
