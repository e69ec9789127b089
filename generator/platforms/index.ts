import { k3s } from './k3s.ts';

/** Every platform, by the name of its definition. */
export const platforms = { k3s };
