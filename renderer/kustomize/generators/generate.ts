import type { Node } from '../../../yaml/index.ts';
import { Failure } from '../failure.ts';
import type { Files } from '../files.ts';
import type { GeneratorArgs, GeneratorOptions } from '../kustomization-shape.ts';
import { fieldOf, mapOf, plainNode, stringNode, withField } from '../nodes.ts';
import { Resource } from '../resource.ts';
import type { Behavior } from '../resource.ts';
import type { Text } from '../shape.ts';
import { readPairs } from './pairs.ts';
import type { Pair } from './pairs.ts';

export type GeneratedKind = 'ConfigMap' | 'Secret';

const behaviors: ReadonlySet<string> = new Set<Behavior>(['create', 'replace', 'merge']);

/** The ConfigMap or Secret that a generator describes; its name hash comes at the end of the build. */
export function generate(
  kind: GeneratedKind,
  args: GeneratorArgs,
  shared: GeneratorOptions | undefined,
  files: Files,
  directory: string,
): Resource {
  const { name, namespace, at, type } = args;
  if (!name || name.text === '') throw new Failure('missing-name', `A generated ${kind} needs a name.`, at);
  let metadata = mapOf(at, [['name', stringNode(name.text, name.node)]]);
  if (namespace && namespace.text !== '')
    metadata = withField(metadata, 'namespace', stringNode(namespace.text, namespace.node));
  for (const field of ['labels', 'annotations'] as const) {
    const pairs = bothPairs(args.options?.[field], shared?.[field]);
    if (pairs.length > 0) metadata = withField(metadata, field, mapOf(at, pairs));
  }
  let root = mapOf(at, [
    ['apiVersion', stringNode('v1', at)],
    ['kind', stringNode(kind, at)],
    ['metadata', metadata],
  ]);
  if (kind === 'Secret') root = withField(root, 'type', stringNode(type?.text || 'Opaque', type?.node ?? at));
  for (const [field, data] of dataOf(kind, readPairs(args, files, directory), at)) root = withField(root, field, data);
  if (args.options?.immutable || shared?.immutable) {
    root = withField(root, 'immutable', plainNode('true', fieldOf(args.options?.at, 'immutable') ?? shared?.at ?? at));
  }
  const resource = new Resource(root);
  resource.needsHash = !(args.options?.disableNameSuffixHash || shared?.disableNameSuffixHash);
  const behavior = args.behavior?.text ?? '';
  resource.behavior = behaviors.has(behavior) ? (behavior as Behavior) : 'unspecified';
  resource.isGenerated = true;
  return resource;
}

/** The generator's own pairs win over those of `generatorOptions`. */
function bothPairs(
  own: ReadonlyMap<string, Text> | undefined,
  shared: ReadonlyMap<string, Text> | undefined,
): [string, Node][] {
  return [...new Map([...(shared ?? []), ...(own ?? [])])].map(([key, { text, node }]) => [
    key,
    stringNode(text, node),
  ]);
}

function dataOf(kind: GeneratedKind, pairs: readonly Pair[], at: Node): [string, Node][] {
  if (kind === 'Secret')
    return [
      [
        'data',
        mapOf(
          at,
          pairs.map(({ key, value }) => [key, encoded(value)] as const),
        ),
      ],
    ];
  const texts = pairs.flatMap(({ key, value }) => ('bytes' in value ? [] : [[key, value] as const]));
  const binaries = pairs.flatMap(({ key, value }) => ('bytes' in value ? [[key, encoded(value)] as const] : []));
  const fields: [string, Node][] = [];
  if (texts.length > 0) fields.push(['data', mapOf(at, texts)]);
  if (binaries.length > 0) fields.push(['binaryData', mapOf(at, binaries)]);
  return fields;
}

const encoder = new TextEncoder();
const lineLength = 70;

/** Base64 in lines of 70 characters, as kustomize writes it: from 70 on each line ends with a break. */
function encoded(value: Pair['value']): Node {
  const bytes = 'bytes' in value ? value.bytes : encoder.encode(value.text);
  let binary = '';
  for (let i = 0; i < bytes.length; i += 8192) binary += String.fromCharCode(...bytes.subarray(i, i + 8192));
  const text = btoa(binary);
  const lines = text.length < lineLength ? text : text.replace(/.{1,70}/g, '$&\n');
  return stringNode(lines, 'bytes' in value ? value.node : value);
}
