import type { ReadFailure } from '../tree/index.ts';
import type { FoundFile } from './files.ts';

/** Why a path has no text, as the rule says it. */
interface Obstacle {
  readonly rule: string;
  readonly message: string;
  readonly help: string;
}

/** Whatever keeps a path from being read. */
type Failure = ReadFailure | NonNullable<FoundFile['failure']>;

/** What is said of each. */
export const obstacles: Readonly<Record<Failure, Obstacle>> = {
  loop: {
    rule: 'file/loop',
    message: 'this link leads in a circle',
    help: 'Remove the link, or let it point to a file.',
  },
  'folder-loop': {
    rule: 'file/folder-loop',
    message: 'this link leads to a folder that holds the link itself, and is not followed',
    help: 'Remove the link: programs that follow it never come to an end.',
  },
  'dead-link': {
    rule: 'file/dead-link',
    message: 'this link leads to nothing inside the repository, and is not followed',
    help: 'Remove the link, or put what it points to into the repository.',
  },
  'no-file': {
    rule: 'file/no-file',
    message: 'this is neither a file nor a folder, and is not read',
    help: 'Remove it, or rename it when it is no manifest.',
  },
  'too-large': {
    rule: 'file/too-large',
    message: 'the file is larger than 32 MiB and is not read',
    help: 'Remove it from the repository, or list it under "ignore" in fluxsmith.config.json.',
  },
  denied: {
    rule: 'file/unreadable',
    message: 'this cannot be read: permission denied',
    help: 'Give yourself the right to read it.',
  },
  missing: { rule: 'file/unreadable', message: 'there is no such file', help: 'Check the path.' },
  directory: {
    rule: 'file/unreadable',
    message: 'a file is due here, and this is a directory',
    help: 'Name the files in it.',
  },
};
