import type { GitProvider } from './provider.ts';

export const github: GitProvider = {
  url: ({ owner, repository, private: isPrivate }) =>
    isPrivate ? `ssh://git@github.com/${owner}/${repository}.git` : `https://github.com/${owner}/${repository}.git`,
  bootstrap: ({ owner, repository, personal, private: isPrivate }) => [
    'github',
    `--owner=${owner}`,
    `--repository=${repository}`,
    // Without it the owner is looked for among the organisations; without the other a new repository would be private.
    ...(personal ? ['--personal'] : []),
    ...(isPrivate ? [] : ['--private=false']),
  ],
  token: ({ owner, repository }) => ({
    name: 'GITHUB_TOKEN',
    what: `a GitHub token that may administer and push to ${owner}/${repository}`,
    secret: true,
    from: null,
  }),
};
