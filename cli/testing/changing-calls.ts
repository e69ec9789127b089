/** The calls of `node:fs` by which the program changes files. */
export const changingCalls = [
  'chmodSync',
  'linkSync',
  'mkdirSync',
  'renameSync',
  'rmSync',
  'rmdirSync',
  'unlinkSync',
  'writeFileSync',
];
