import type { ObjectName } from '../findings/index.ts';
import type { Dialect, Document, Source } from '../yaml/index.ts';
import { addFact, decide } from './case.ts';
import type { Bench, Case, Stage } from './case.ts';
import { expanded, identified, readable } from './document-stages.ts';
import { fieldOf, identityOf, nameless } from './identity.ts';
import { ruled, served, shaped } from './object-stages.ts';

/** The way of a document. A later stage does not run on what an earlier one refused. */
const documentStages: readonly Stage[] = [readable, identified, expanded, unpacked];
/** The way of an object: the document itself, or each item of a List. */
const objectStages: readonly Stage[] = [served, shaped, ruled];

/** Takes a document through all stages; what is said about it is in its verdicts and in the findings. */
export function judge(
  source: Source,
  document: Document,
  dialect: Dialect,
  kustomization: boolean,
  bench: Bench,
): Case {
  const subject: Case = {
    source,
    document,
    dialect,
    kustomization,
    prefix: [],
    whole: document.root,
    root: document.root,
    object: nameless,
    undecided: false,
    verdicts: [],
  };
  take(documentStages, subject, bench);
  return subject;
}

function take(stages: readonly Stage[], subject: Case, bench: Bench): boolean {
  return stages.every((stage) => stage(subject, bench));
}

/** A List stands for its items; anything else for itself. */
function unpacked(subject: Case, bench: Bench): boolean {
  const { root, object } = subject;
  const items = !bench.plain && object.kind?.endsWith('List') ? fieldOf(root ?? undefined, 'items') : undefined;
  if (items?.kind !== 'sequence' || bench.schemas.kind(...groupVersionKind(object)) !== undefined) {
    return take(objectStages, subject, bench) ? decide(subject, subject.undecided ? 'undecided' : 'valid') : false;
  }
  items.items.forEach((item, index) => {
    const prefix = [...subject.prefix, 'items', index];
    const one: Case = { ...subject, prefix, root: item, object: identityOf(item, subject.dialect) };
    if (item.kind !== 'map') notAnObject(one, bench);
    else unpacked(one, bench);
  });
  return false;
}

function groupVersionKind({ apiVersion, kind }: ObjectName): [string, string, string] {
  const [first = '', second] = (apiVersion ?? '').split('/');
  return second === undefined ? ['', first, kind ?? ''] : [first, second, kind ?? ''];
}

function notAnObject(subject: Case, bench: Bench): void {
  const fact = {
    rule: 'yaml/no-object',
    path: [],
    message: 'every item of a List is an object',
    help: 'Remove the entry.',
  };
  addFact(subject, fact, bench);
  decide(subject, 'invalid');
}
