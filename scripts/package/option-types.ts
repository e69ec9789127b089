import { formats } from '../../options/formats.ts';
import type { JsonSchema } from '../../options/index.ts';

/** The TypeScript type of the values that a schema takes, as text. */
export function typeText(schema: JsonSchema, indent = ''): string {
  if (schema.anyOf) return schema.anyOf.map((each) => typeText(each, indent)).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((each) => JSON.stringify(each)).join(' | ');
  switch (schema.type) {
    case 'integer':
    case 'number':
      return 'number';
    case 'string':
    case 'boolean':
      return schema.type;
    case 'array':
      return `readonly (${typeText(schema.items ?? {}, indent)})[]`;
    case 'object':
      return objectText(schema, indent);
    default:
      return 'JsonValue';
  }
}

function objectText({ properties, required, additionalProperties }: JsonSchema, indent: string): string {
  if (properties === undefined) {
    const value = typeof additionalProperties === 'object' ? typeText(additionalProperties, indent) : 'JsonValue';
    return `{ readonly [name: string]: ${value} }`;
  }
  const inner = `${indent}  `;
  const members = Object.entries(properties).map(([name, property]) => {
    const type = typeText(property, inner);
    const member = required?.includes(name) ? `readonly ${name}: ${type};` : `readonly ${name}?: ${type} | undefined;`;
    return `${documentation(property, inner)}${inner}${member}\n`;
  });
  return `{\n${members.join('')}${indent}}`;
}

/** What an option is for, what is due and what stands in its place, as a comment that editors show. */
function documentation(schema: JsonSchema, indent: string): string {
  const due = schema.format === undefined ? schema.due : formats[schema.format as keyof typeof formats].due;
  const lines = [
    ...(schema.description === undefined ? [] : [schema.description]),
    ...(due === undefined ? [] : [`Expected: ${due}.`]),
    ...(isTold(schema.default) ? [`Default: \`${JSON.stringify(schema.default)}\`.`] : []),
  ];
  return lines.length === 0 ? '' : comment(lines, indent);
}

/** An empty object or list as default says nothing that leaving the option out does not say. */
function isTold(value: unknown): boolean {
  return value !== undefined && (typeof value !== 'object' || Object.keys(value as object).length > 0);
}

export function comment(lines: readonly string[], indent = ''): string {
  const safe = lines.map((line) => line.replaceAll('*/', '* /'));
  if (safe.length === 1) return `${indent}/** ${safe[0]} */\n`;
  return `${indent}/**\n${safe.map((line) => `${indent} * ${line}\n`).join('')}${indent} */\n`;
}
