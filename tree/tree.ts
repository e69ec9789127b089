/** What an entry of a directory is. A link is named as a link; whoever lists decides whether to follow it. */
export interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'directory' | 'link' | 'other';
}

/** Why a path could not be read. */
export type ReadFailure = 'missing' | 'denied' | 'directory' | 'too-large' | 'loop';

/**
 * A synchronous, read-only file tree: the only way in which rooms below `cli/` see files.
 * Paths are relative to the root of the tree, written with `/`, without a leading `/` or `./`; the root is `''`.
 * A path whose parts go through links is resolved inside the tree.
 */
export interface Tree {
  /** The bytes of a file, or why there are none. */
  read(path: string): Uint8Array | ReadFailure;
  /** The entries of a directory sorted by name (code units), or why they cannot be listed. */
  list(path: string): readonly Entry[] | ReadFailure;
}
