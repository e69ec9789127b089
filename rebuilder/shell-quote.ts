const safe = /^[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=:,./-]*$/;

/** A text as one word of a POSIX shell command, whatever it holds. Words that need no quotes get none. */
export function quote(text: string): string {
  return safe.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** Words as a command. */
export function command(...words: readonly string[]): string {
  return words.map(quote).join(' ');
}
