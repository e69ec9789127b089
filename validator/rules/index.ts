import type { Rule } from '../rule.ts';
import { experimentalChannel } from './api/experimental-channel.ts';
import { malformedVersion } from './api/malformed-version.ts';
import { missingType } from './api/missing-type.ts';
import { noSchema } from './api/no-schema.ts';
import { removedVersion } from './api/removed-version.ts';
import { unknownKind } from './api/unknown-kind.ts';
import { unknownVersion } from './api/unknown-version.ts';
import { malformedIgnore } from './config/malformed-ignore.ts';
import { unusedIgnore } from './config/unused-ignore.ts';
import { deadLink } from './file/dead-link.ts';
import { folderLoop } from './file/folder-loop.ts';
import { loop } from './file/loop.ts';
import { noFile } from './file/no-file.ts';
import { notText } from './file/not-text.ts';
import { tooLarge } from './file/too-large.ts';
import { unreadable } from './file/unreadable.ts';
import { annotation } from './metadata/annotation.ts';
import { finalizer } from './metadata/finalizer.ts';
import { label } from './metadata/label.ts';
import { name } from './metadata/name.ts';
import { namespace } from './metadata/namespace.ts';
import { owner } from './metadata/owner.ts';
import { serverField } from './metadata/server-field.ts';
import { alternatives } from './schema/alternatives.ts';
import { depth } from './schema/depth.ts';
import { duplicateItem } from './schema/duplicate-item.ts';
import { enumeration } from './schema/enum.ts';
import { format } from './schema/format.ts';
import { length } from './schema/length.ts';
import { nullValue } from './schema/null.ts';
import { overflow } from './schema/overflow.ts';
import { pattern } from './schema/pattern.ts';
import { quantity } from './schema/quantity.ts';
import { range } from './schema/range.ts';
import { required } from './schema/required.ts';
import { type } from './schema/type.ts';
import { unknownField } from './schema/unknown-field.ts';
import { alias } from './yaml/alias.ts';
import { duplicateKey } from './yaml/duplicate-key.ts';
import { ignoredContent } from './yaml/ignored-content.ts';
import { key } from './yaml/key.ts';
import { noObject } from './yaml/no-object.ts';
import { syntax } from './yaml/syntax.ts';
import { value } from './yaml/value.ts';

/** Every rule, by area and name: adding one is a file and a line here. */
export const rules: readonly Rule[] = [
  experimentalChannel,
  malformedVersion,
  missingType,
  noSchema,
  removedVersion,
  unknownKind,
  unknownVersion,
  malformedIgnore,
  unusedIgnore,
  deadLink,
  folderLoop,
  loop,
  noFile,
  notText,
  tooLarge,
  unreadable,
  annotation,
  finalizer,
  label,
  name,
  namespace,
  owner,
  serverField,
  alternatives,
  depth,
  duplicateItem,
  enumeration,
  format,
  length,
  nullValue,
  overflow,
  pattern,
  quantity,
  range,
  required,
  type,
  unknownField,
  alias,
  duplicateKey,
  ignoredContent,
  key,
  noObject,
  syntax,
  value,
];
