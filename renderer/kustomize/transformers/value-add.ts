import { Failure } from '../failure.ts';
import { setScalar } from '../field-walk.ts';
import type { Node } from '../../../yaml/index.ts';
import { firstDocument } from '../kustomization.ts';
import { join } from '../files.ts';
import { selector } from '../kustomization-shape.ts';
import { fieldOf, isMissing, isNull, mapOf, plainNode, rewritten, textOf, withField } from '../nodes.ts';
import { selectorOf } from '../selection.ts';
import { decode } from '../shape.ts';
import type { Struct, Text } from '../shape.ts';
import { splitPath } from '../field-walk.ts';
import { defineTransformer } from './transformer.ts';

const target = { selector, fieldPath: 'string', filePathPosition: 'integer' } as const;

interface Config {
  readonly value: Text | undefined;
  readonly targets: readonly Struct<typeof target>[];
  readonly targetFile: Text | undefined;
  readonly at: Node;
}

/** Only as a file under `transformers:`: writes one value, the directory's name by default, into fields or into paths inside fields. */
export const valueAddTransformer = defineTransformer({
  kind: 'ValueAddTransformer',
  shape: { value: 'string', targets: [target], targetFilePath: 'string' },
  fromKustomization: (): Config[] => [],
  fromFile: ({ value, targets, targetFilePath, at }): Config[] => [
    { value, targets: targets ?? [], targetFile: targetFilePath, at },
  ],
  apply({ value, targets, targetFile, at }: Config, resources, { files, directory }) {
    const text = value?.text.trim() || (directory.split('/').at(-1) as string);
    const all = [...targets];
    if (targetFile && targetFile.text !== '') {
      const source = files.source(join(directory, targetFile.text) ?? targetFile.text, targetFile.node);
      const root = firstDocument(source);
      all.push(...((root && decode(root, { targets: [target] }, 'lenient')?.targets) ?? []));
    }
    if (all.length === 0) throw new Failure('missing-field', 'targets is missing.', at);
    for (const { selector: chosen, fieldPath, filePathPosition, at: place } of all) {
      if (!fieldPath || fieldPath.text === '') throw new Failure('missing-field', 'fieldPath is missing.', place);
      const isMeant = chosen ? selectorOf(chosen) : () => true;
      const change = setScalar((old) => {
        const added = filePathPosition ? insertPart(textOf(old), filePathPosition - 1, text) : text;
        return old.kind === 'scalar' ? rewritten(old, added, value?.node ?? place) : plainNode(added, place);
      });
      for (const resource of resources.list.filter(isMeant)) {
        if (resource.root)
          resource.root = changeAt(resource.root, splitPath(fieldPath.text, '/'), change) as typeof resource.root;
      }
    }
  },
});

function changeAt(node: Node, path: readonly string[], change: (old: Node) => Node): Node {
  const [name, ...rest] = path;
  if (name === undefined) return change(node);
  const map = isMissing(node) ? mapOf(node) : node;
  if (map.kind !== 'map') throw new Failure('wrong-kind', 'A map is due here.', node);
  const old = fieldOf(map, name);
  // Through a null that is there, kustomize does not go.
  if (old && isNull(old) && rest.length > 0) return node;
  const value = old ?? (rest.length > 0 ? mapOf(map) : plainNode('', map));
  return withField(map, name, changeAt(value, rest, change));
}

/** A file path with one more part at a position; behind the end where the position is too large. */
function insertPart(path: string, position: number, part: string): string {
  if (path === '') return part;
  const isAbsolute = path.startsWith('/');
  const parts = path.split('/').filter((piece) => piece !== '');
  parts.splice(Math.min(position, parts.length), 0, part);
  return `${isAbsolute ? '/' : ''}${parts.join('/')}`;
}
