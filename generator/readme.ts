import type { EmittedCluster } from './emit-cluster.ts';
import type { ResolvedFleet } from './emit-fleet.ts';
import { testedKubernetes } from './flux-range.ts';
import { markdownHeader } from './header.ts';
import type { Node, PlatformFacts } from './platform.ts';

/** `infrastructure/README.md`: what each cluster brings by itself, and what is therefore not installed. */
export function readme({ clusters, flux }: ResolvedFleet): string {
  const sections = clusters.map((each) => section(each, flux.version));
  return `${markdownHeader()}\n# Infrastructure\n\n${intro}\n\n${sections.join('\n')}`;
}

const intro =
  'What every cluster of this repository brings by itself, what is therefore not installed, and what runs on it.';

function section(emitted: EmittedCluster, flux: string): string {
  const { platform, name } = emitted;
  const parts = [
    `## Cluster ${name}\n`,
    `${platform.title}:\n`,
    ...platform.nodes.map(nodeLine),
    '',
    ...untested(platform, flux),
    '| Part | Brought by the platform | Therefore not installed |',
    '| --- | --- | --- |',
    ...platform.parts.map(({ part, brought, notInstalled }) => `| ${part} | ${brought} | ${notInstalled} |`),
    ...list('Published addresses', publishedLines(emitted)),
    ...list('Installed by Flux', installedLines(emitted)),
    ...list('Volumes, whose content Git cannot bring back', volumeLines(emitted)),
    ...list('Secrets, which Git does not hold', secretLines(emitted)),
  ];
  return `${parts.join('\n')}\n`;
}

/** Newer than what Flux is tested with is allowed, but not in silence. */
function untested({ kubernetesMinor }: PlatformFacts, flux: string): string[] {
  const range = testedKubernetes(flux);
  if (range === undefined || kubernetesMinor <= range.newest) return [];
  const tested = `Kubernetes 1.${range.oldest} to 1.${range.newest}`;
  return [`Flux ${flux} is tested with ${tested}; this cluster runs 1.${kubernetesMinor}, which is newer.`, ''];
}

function nodeLine({ name, role, address, labels }: Node): string {
  const labelled = Object.entries(labels).map(([key, value]) => `\`${key}=${value}\``);
  return `- ${role} \`${name}\` at ${address}${labelled.length > 0 ? `, labels ${labelled.join(', ')}` : ''}`;
}

function list(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, '', ...lines];
}

function publishedLines({ components }: EmittedCluster): string[] {
  return components.flatMap(({ emission: { published = [], hostPorts = [] } }) =>
    published.map(({ service, addresses }) => `- ${service}: ${addresses.join(', ')}, ports ${hostPorts.join(', ')}`),
  );
}

function installedLines({ components }: EmittedCluster): string[] {
  return components.map(({ name, layer, recipe }) => `- ${name} (${layer}): ${recipe.summary}`);
}

function volumeLines({ components }: EmittedCluster): string[] {
  return components.flatMap(({ emission: { volumes = [] } }) =>
    volumes.map(({ namespace, claim, size, storageClass, holds }) => {
      const where = storageClass === undefined ? size : `${size} of \`${storageClass}\``;
      return `- ${namespace}/${claim} (${where}): ${holds.replaceAll(/\s+/g, ' ')}`;
    }),
  );
}

function secretLines({ components }: EmittedCluster): string[] {
  return components.flatMap(({ emission: { secrets = [] } }) =>
    secrets.map(
      ({ namespace, name, keys }) => `- ${namespace}/${name}${keys.length > 0 ? `: ${keys.join(', ')}` : ''}`,
    ),
  );
}
