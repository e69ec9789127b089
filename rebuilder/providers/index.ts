import type { GitOptions } from '../../generator/index.ts';
import { github } from './github.ts';
import type { GitProvider } from './provider.ts';

/** Every Git provider that a fleet can name. */
export const providers: { readonly [provider in GitOptions['provider']]: GitProvider } = { github };
