import { position } from '../../yaml/index.ts';
import type { Node, Source } from '../../yaml/index.ts';
import { originOf } from './origin.ts';

/** Why a kustomization does not build, and the place where a person can mend it; line and column count from 1. */
export interface BuildError {
  /** `kebab-case`, stable. */
  readonly code: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A place in a file: a node, or anything that has its source and offset. */
export type Place = Pick<Node, 'source' | 'start'>;

/** Ends a build. It is thrown within this room only; the room's door hands it out as a {@link BuildError}. */
export class Failure {
  readonly code: string;
  readonly message: string;
  readonly place: Place;

  constructor(code: string, message: string, place: Place) {
    this.code = code;
    this.message = message;
    this.place = place;
  }

  toError(): BuildError {
    const { source, start } = originOf(this.place);
    const { line, column } = position(source, start);
    return { code: this.code, message: this.message, file: source.path, line, column };
  }
}

/** The beginning of a file or directory, for what has no better place. */
export function topOf(path: string): Place {
  const source: Source = { path, text: '' };
  return { source, start: 0 };
}
