import type { Fact } from '../rule.ts';

/** Collects facts at a path that grows and shrinks with the walk. */
export class Facts {
  readonly path: (string | number)[] = [];
  facts: Fact[] = [];
  undecided = false;

  add(rule: string, message: string, help?: string, at?: 'key' | 'value'): void {
    const fact = { rule, path: [...this.path], message };
    this.facts.push({ ...fact, ...(help !== undefined && { help }), ...(at && { at }) });
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
