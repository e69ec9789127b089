import { parseAst } from 'rolldown/parseAst';

interface Import {
  readonly specifier: string;
  readonly line: number;
}

interface Global {
  readonly name: string;
  readonly line: number;
}

interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly [field: string]: unknown;
}

/** What a TypeScript file imports, types included, and which global names it mentions (`Date.now`, `new Date()`, `process`). */
export function syntaxOf(path: string, text: string): { imports: Import[]; globals: Global[] } {
  const imports: Import[] = [];
  const globals: Global[] = [];
  const line = (node: SyntaxNode): number => text.slice(0, node.start).split('\n').length;
  visit(parseAst(text, { lang: 'ts' }, path), undefined, (node, parent) => {
    const specifier = specifierOf(node);
    if (specifier !== undefined) imports.push({ specifier, line: line(node) });
    const name = globalOf(node, parent);
    if (name !== undefined) globals.push({ name, line: line(node) });
  });
  return { imports, globals };
}

const importing = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
]);

function specifierOf(node: SyntaxNode): string | undefined {
  if (!importing.has(node.type)) return undefined;
  const source = node['source'] as { value?: unknown } | null | undefined;
  return typeof source?.value === 'string' ? source.value : undefined;
}

function globalOf(node: SyntaxNode, parent: SyntaxNode | undefined): string | undefined {
  if (node.type === 'MetaProperty') return 'import.meta';
  if (node.type === 'NewExpression' && nameOf(node['callee']) === 'Date') {
    return (node['arguments'] as unknown[]).length === 0 ? 'new Date()' : undefined;
  }
  if (node.type === 'MemberExpression' && node['computed'] === false) {
    const object = nameOf(node['object']);
    if (object === 'globalThis') return nameOf(node['property']);
    return object === undefined ? undefined : `${object}.${nameOf(node['property'])}`;
  }
  return node.type === 'Identifier' && !isLabel(node, parent) ? nameOf(node) : undefined;
}

/** A name that stands for itself, as in `x.process` or `{ process: 1 }`, refers to nothing. */
function isLabel(node: SyntaxNode, parent: SyntaxNode | undefined): boolean {
  if (!parent) return false;
  const field = parent.type === 'MemberExpression' ? 'property' : 'key';
  return parent[field] === node && parent['computed'] !== true && parent['shorthand'] !== true;
}

function nameOf(node: unknown): string | undefined {
  const { type, name } = node as { type?: string; name?: string };
  return type === 'Identifier' ? name : undefined;
}

function visit(
  node: unknown,
  parent: SyntaxNode | undefined,
  enter: (node: SyntaxNode, parent: SyntaxNode | undefined) => void,
): void {
  if (Array.isArray(node)) {
    for (const item of node) visit(item, parent, enter);
  } else if (isSyntaxNode(node)) {
    enter(node, parent);
    for (const child of Object.values(node)) visit(child, node, enter);
  }
}

function isSyntaxNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string';
}
