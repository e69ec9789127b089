import type { Fact } from '../rule.ts';

/** Collects facts at a path that grows and shrinks with the walk. */
export class Facts {
  readonly path: (string | number)[] = [];
  facts: Fact[] = [];
  undecided = false;
  /** Fields that a misspelt neighbour most likely stands for: that they are missing is no fact of its own. */
  readonly #meant = new Set<string>();

  add(rule: string, message: string, help?: string, at?: 'key' | 'value'): void {
    const fact = { rule, path: [...this.path], message };
    this.facts.push({ ...fact, ...(help !== undefined && { help }), ...(at && { at }) });
  }

  /** Notes that the field at the current path is a misspelling of a neighbour. */
  misspells(neighbour: string): void {
    this.#meant.add([...this.path.slice(0, -1), neighbour].join('\n'));
  }

  /** Whether a field of the map at the current path stands there, misspelt. */
  isMisspelt(field: string): boolean {
    return this.#meant.size > 0 && this.#meant.has([...this.path, field].join('\n'));
  }

  /** Runs part of the walk aside and hands out what it found, which does not count. */
  aside(walk: () => void): readonly Fact[] {
    const kept = this.facts;
    this.facts = [];
    walk();
    const found = this.facts;
    this.facts = kept;
    return found;
  }
}
