import { position } from '../yaml/index.ts';
import type { Document, Source } from '../yaml/index.ts';
import type { Placed } from './findings-list.ts';

interface Ignore {
  readonly rule: string;
  readonly start: number;
  readonly end: number;
  used: boolean;
}

const word = 'fluxsmith-ignore';

/** The comments of a file that silence findings: `# fluxsmith-ignore-next-line rule-id: reason`. */
export class Ignores {
  readonly #byLine = new Map<number, Ignore[]>();
  /** What is wrong with the comments themselves. */
  readonly problems: Placed[] = [];

  constructor(source: Source, documents: readonly Document[], known: (rule: string) => boolean) {
    for (const { start, end } of documents.flatMap(({ comments }) => comments)) {
      const comment = source.text.slice(start, end);
      if (comment.includes(word)) this.#read(source, comment, start, end, known);
    }
  }

  /** Whether a comment silences a rule on a line. */
  silences(line: number, rule: string): boolean {
    let silenced = false;
    for (const ignore of this.#byLine.get(line) ?? []) {
      if (ignore.rule !== rule) continue;
      ignore.used = true;
      silenced = true;
    }
    return silenced;
  }

  /** The comments that silenced nothing. */
  unused(): Placed[] {
    return [...this.#byLine.values()]
      .flat()
      .filter(({ used }) => !used)
      .map(({ rule, start, end }) => ({
        rule: 'config/unused-ignore',
        message: `nothing on the next line breaks \`${rule}\``,
        help: 'Remove the comment.',
        start,
        end,
      }));
  }

  #read(source: Source, comment: string, start: number, end: number, known: (rule: string) => boolean): void {
    const found = /^#+\s*fluxsmith-ignore-next-line\s+([a-z0-9-]+\/[a-z0-9-]+)\s*:\s*\S/.exec(comment);
    const rule = found?.[1];
    if (rule === undefined || !known(rule)) {
      const message =
        rule === undefined ? 'this comment silences nothing: it is not complete' : `there is no rule \`${rule}\``;
      const help = 'Write `# fluxsmith-ignore-next-line rule-id: reason`, with a reason.';
      this.problems.push({ rule: 'config/malformed-ignore', message, help, start, end });
      return;
    }
    const line = nextLine(source, end);
    const ignores = this.#byLine.get(line) ?? [];
    ignores.push({ rule, start, end, used: false });
    this.#byLine.set(line, ignores);
  }
}

/** The next line with more than a comment. */
function nextLine(source: Source, offset: number): number {
  const rest = source.text.slice(offset);
  const skipped = /^[^\n\r]*(?:\r?\n|\r)(?:[ \t]*(?:#[^\n\r]*)?(?:\r?\n|\r))*/.exec(rest)?.[0].length ?? 0;
  return position(source, offset + skipped).line;
}

/** Whether a text can hold such comments at all. */
export function hasIgnores(text: string): boolean {
  return text.includes(word);
}
