/**
 * A test for paths by a glob: `*` and `?` stay within a segment, `**` crosses them, `{a,b}` is one of them.
 * A glob without `/` matches at any depth, one that names a directory all that is below it.
 */
export function globTest(glob: string): (path: string) => boolean {
  const anchored = glob.replace(/^\.?\//, '').replace(/\/$/, '');
  const body = anchored
    .split('/')
    .map(segment)
    .join('/')
    .replaceAll('<any>/', '(?:[^/]+/)*')
    .replaceAll('/<any>', '(?:/.*)?')
    .replaceAll('<any>', '.*');
  const expression = new RegExp(`^${anchored.includes('/') ? '' : '(?:.*/)?'}${body}(?:/.*)?$`, 'su');
  return (path) => expression.test(path);
}

function segment(text: string): string {
  if (text === '**') return '<any>';
  let depth = 0;
  return text.replaceAll(/[\s\S]/gu, (character) => {
    if (character === '*') return '[^/]*';
    if (character === '?') return '[^/]';
    if (character === '{') return (depth++, '(?:');
    if (character === '}' && depth > 0) return (depth--, ')');
    if (character === ',' && depth > 0) return '|';
    return character.replaceAll(/[\\^$.|+()[\]{}/]/g, '\\$&');
  });
}
