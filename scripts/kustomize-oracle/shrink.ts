import type { JsonValue } from '../../yaml/index.ts';
import type { Overlay } from './overlays.ts';

type Judge = (candidates: readonly Overlay[]) => Promise<readonly boolean[]>;

/** A smaller overlay that the judge still finds interesting: fields, items and files are left out one by one. */
export async function shrink(overlay: Overlay, judge: Judge): Promise<Overlay> {
  let smallest = overlay;
  for (;;) {
    const candidates = [...smaller(smallest)];
    const verdicts = await judge(candidates);
    const found = candidates.find((_, index) => verdicts[index]);
    if (found === undefined) return smallest;
    smallest = found;
  }
}

function* smaller(overlay: Overlay): Iterable<Overlay> {
  const { files } = overlay;
  for (const path of Object.keys(files)) {
    const { [path]: content, ...rest } = files;
    yield { ...overlay, files: rest };
    for (const value of smallerValues(content as JsonValue)) {
      yield { ...overlay, files: { ...files, [path]: value as Overlay['files'][string] } };
    }
  }
}

function* smallerValues(value: JsonValue): Iterable<JsonValue> {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      yield value.toSpliced(i, 1);
      for (const item of smallerValues(value[i])) yield value.with(i, item);
    }
  } else if (typeof value === 'object' && value !== null) {
    const object = value as { readonly [key: string]: JsonValue };
    for (const key of Object.keys(object)) {
      const { [key]: member, ...rest } = object;
      yield rest;
      for (const inner of smallerValues(member as JsonValue)) yield { ...object, [key]: inner };
    }
  }
}
