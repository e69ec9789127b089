import { json } from './json.ts';
import { markdown } from './markdown.ts';
import type { Renderer } from './renderer.ts';
import { shell } from './shell.ts';

/** Every form of a plan, by the name a person asks for it. The first is the default. */
export const renderers = { markdown, json, shell } as const satisfies { [form: string]: Renderer };
