import type { GitOptions } from '../../generator/index.ts';
import type { Input } from '../plan.ts';

/** How Flux is bootstrapped from the repositories of one Git provider. */
export interface GitProvider {
  /** Where the workstation reaches the repository. */
  url(git: GitOptions): string;
  /** The subcommand of `flux bootstrap` and its flags, as words. */
  bootstrap(git: GitOptions): readonly string[];
  /** What bootstrap asks for. */
  token(git: GitOptions): Input;
}
