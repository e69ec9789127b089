import { github } from './github.ts';
import { human } from './human.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import type { Reporter } from './reporter.ts';
import { sarif } from './sarif.ts';

/** Every form of a report: adding one is a file and a line here. */
export const reporters: readonly Reporter[] = [human, json, sarif, junit, github];
