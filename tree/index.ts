export type { Entry, ReadFailure, Tree } from './tree.ts';
export { memoryTree } from './memory.ts';
