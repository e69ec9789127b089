import { k3s } from './k3s.ts';
import type { Procedure } from './platform.ts';

/** The procedure of every platform, by the name of the platform's definition. */
export const procedures: { readonly [platform: string]: Procedure } = { k3s };
