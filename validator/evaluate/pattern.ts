import { compile, run } from './pattern-program.ts';
import { parsePattern } from './pattern-syntax.ts';

/** Says whether a text holds a match of the pattern. */
export type Matcher = (text: string) => boolean;

/** The most texts that a matcher remembers: intervals, versions and names repeat all over a repository. */
const remembered = 500;

const matchers = new Map<string, Matcher | undefined>();

/**
 * A matcher for a pattern in Go's syntax (RE2), as the API server runs it: unanchored, over code points, in time linear
 * in the text, whatever the pattern. Undefined for what is no pattern there (look-around, back references).
 */
export function matcherOf(pattern: string): Matcher | undefined {
  if (matchers.has(pattern)) return matchers.get(pattern);
  const matcher = build(pattern);
  matchers.set(pattern, matcher);
  return matcher;
}

function build(pattern: string): Matcher | undefined {
  const tree = parsePattern(pattern);
  const program = tree && compile(tree);
  if (!program) return undefined;
  const answers = new Map<string, boolean>();
  return (text) => {
    let answer = answers.get(text);
    if (answer === undefined) {
      answer = run(program, text);
      if (answers.size < remembered && text.length < 200) answers.set(text, answer);
    }
    return answer;
  };
}
