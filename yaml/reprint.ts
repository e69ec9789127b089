import { scanBlock } from './scan-block.ts';
import { isBlank, isBreak, SPACE, TAB } from './scan-characters.ts';
import { Cursor, Refusal } from './scan-cursor.ts';

/**
 * What becomes of a block scalar in kustomize, which prints each object with go-yaml v3 and reads that text again:
 * a folded scalar gets further breaks around its more indented lines, and a text that begins with a tab cannot be read
 * any more (undefined).
 */
export function reprint(text: string, style: 'literal' | 'folded'): string | undefined {
  const beginsWithTab = text.charCodeAt(0) === TAB;
  if (!beginsWithTab && (style === 'literal' || isOneLine(text))) return text;
  if (!isBlockPrinted(text)) return text;
  const body = style === 'literal' ? literalLines(text) : foldedLines(text);
  const printed = `${style === 'literal' ? '|' : '>'}${hints(text)}\n${body}${isBreak(body.charCodeAt(body.length - 1)) ? '' : '\n'}`;
  try {
    return scanBlock(new Cursor(printed, 0, printed.length, false), 0, () => undefined);
  } catch (refusal) {
    if (refusal instanceof Refusal) return undefined;
    throw refusal;
  }
}

function isOneLine(text: string): boolean {
  const lineBreak = text.indexOf('\n');
  return lineBreak < 0 || lineBreak === text.length - 1;
}

/** Whether the printer keeps a block style: it falls back to double quotes for blanks before breaks and for rare characters. */
function isBlockPrinted(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === SPACE && (index + 1 === text.length || isBreak(text.charCodeAt(index + 1)))) return false;
    if (code < SPACE ? code !== TAB && code !== 0x0a : isUnprintable(code)) return false;
  }
  return text !== '';
}

function isUnprintable(code: number): boolean {
  return (code >= 0x7f && code < 0xa0) || (code >= 0xd800 && code <= 0xdfff) || code === 0xfeff || code > 0xfffd;
}

function literalLines(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ');
}

function hints(text: string): string {
  const first = text.charCodeAt(0);
  const indent = first === SPACE || isBreak(first) ? '2' : '';
  if (!isBreak(text.charCodeAt(text.length - 1))) return `${indent}-`;
  return text.length === 1 || isBreak(text.charCodeAt(text.length - 2)) ? `${indent}+` : indent;
}

function foldedLines(text: string): string {
  let printed = '';
  let atLineStart = true;
  let indented = true;
  const opensBlank = isBlank(firstContent(text));
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (isBreak(code)) {
      if (!atLineStart && !indented && code === 0x0a && !opensBlank) printed += '\n';
      atLineStart = true;
    } else if (atLineStart) {
      printed += '  ';
      indented = isBlank(code);
      atLineStart = false;
    }
    printed += text.charAt(index);
  }
  return printed;
}

function firstContent(text: string): number {
  let index = 0;
  while (isBreak(text.charCodeAt(index))) index++;
  return text.charCodeAt(index);
}
