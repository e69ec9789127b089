import type { Container, EnvVar, PodSpec, Probe } from 'kubernetes-types/core/v1.d.ts';
import { k3s } from '../../kubernetes/index.ts';
import type { OutputOf } from '../../options/index.ts';
import { completeResources } from '../objects/resources.ts';
import type { ServicePort } from '../objects/service.ts';
import { container, pod } from '../objects/workload.ts';
import type { appOptions } from './app-options.ts';

type AppOptions = OutputOf<typeof appOptions>;

interface Port extends ServicePort {
  readonly protocol: 'TCP' | 'UDP';
  readonly targetPort: number;
}

/** The ports, `http` first, then by name. */
export function portsOf(options: AppOptions): Port[] {
  return Object.entries(options.ports)
    .toSorted(([a], [b]) => Number(b === 'http') - Number(a === 'http'))
    .map(([name, given]) => {
      const {
        port,
        targetPort = port,
        protocol = 'TCP' as const,
      } = typeof given === 'number' ? { port: given } : given;
      return { name, port, targetPort, protocol };
    });
}

/** The ports as the Service has them. */
export function listenersOf(options: AppOptions): ServicePort[] {
  return portsOf(options).map(({ name, port, protocol }) => ({ name, port, protocol }));
}

export function podOf(options: AppOptions): PodSpec {
  const { user, gpu, nodeSelector } = options;
  return pod({
    ...(gpu && { runtimeClassName: k3s.nvidiaRuntimeClass }),
    ...(Object.keys(nodeSelector).length > 0 && { nodeSelector }),
    ...(user && {
      securityContext: {
        runAsUser: user.id,
        runAsGroup: user.group ?? user.id,
        fsGroup: user.group ?? user.id,
        ...(user.id !== 0 && { runAsNonRoot: true }),
      },
    }),
    containers: [container(containerOf(options))],
  });
}

function containerOf(options: AppOptions): Container {
  const { command, args, gpu, envFromSecrets } = options;
  const resources = completeResources(options.resources, { cpu: '50m', memory: '256Mi' });
  const ports = portsOf(options).map(({ name, targetPort, protocol }) => ({
    name,
    containerPort: targetPort,
    protocol,
  }));
  const mounts = Object.entries(options.volumes).map(([name, { mountPath }]) => ({ name, mountPath }));
  const env = environment(options.env);
  return {
    name: options.name,
    image: options.image,
    ...(command.length > 0 && { command: [...command] }),
    ...(args.length > 0 && { args: [...args] }),
    ...(env.length > 0 && { env }),
    ...(envFromSecrets.length > 0 && { envFrom: envFromSecrets.map((name) => ({ secretRef: { name } })) }),
    ...(ports.length > 0 && { ports }),
    resources: {
      requests: resources.requests,
      // GPUs are not shared: the limit is the request.
      limits: { ...resources.limits, ...(gpu && { 'nvidia.com/gpu': String(gpu.count) }) },
    },
    ...probes(options),
    ...(mounts.length > 0 && { volumeMounts: mounts }),
    ...(options.readOnly && { securityContext: { readOnlyRootFilesystem: true } }),
  };
}

/** `$(OTHER)` in a value is replaced only by variables that stand before it, so those are moved up. */
function environment(env: AppOptions['env']): EnvVar[] {
  const ordered = new Set<string>();
  const place = (name: string, above: readonly string[]): void => {
    const value = env[name];
    if (value === undefined || ordered.has(name) || above.includes(name)) return;
    const references = typeof value === 'string' ? value.matchAll(/\$\(([A-Za-z_][A-Za-z0-9_]*)\)/g) : [];
    for (const [, other] of references) place(other!, [...above, name]);
    ordered.add(name);
  };
  for (const name of Object.keys(env)) place(name, []);
  return [...ordered].map((name) => variable(name, env[name]!));
}

function variable(name: string, value: AppOptions['env'][string]): EnvVar {
  if (typeof value === 'string') return { name, value };
  if ('secret' in value) return { name, valueFrom: { secretKeyRef: { name: value.secret, key: value.key } } };
  return { name, valueFrom: { configMapKeyRef: { name: value.configMap, key: value.key } } };
}

const defaultStartupSeconds = 60;
const startupPeriod = 5;

/** How long its start may take. */
export function startupSecondsOf({ probe }: AppOptions): number {
  return (probe !== false && probe?.startupSeconds) || defaultStartupSeconds;
}

/** One check three times: the start may take long, then readiness decides about traffic and liveness about restarts. */
function probes(options: AppOptions): Pick<Container, 'startupProbe' | 'readinessProbe' | 'livenessProbe'> {
  const check = checkOf(options);
  if (check === undefined) return {};
  const startup = startupSecondsOf(options);
  return {
    startupProbe: { ...check, periodSeconds: startupPeriod, failureThreshold: Math.ceil(startup / startupPeriod) },
    readinessProbe: check,
    livenessProbe: { ...check, periodSeconds: 20 },
  };
}

function checkOf(options: AppOptions): Probe | undefined {
  const probe = options.probe;
  if (probe === false) return undefined;
  if (probe !== undefined && 'command' in probe) return { exec: { command: [...probe.command] } };
  const port = probe?.port ?? portsOf(options).find((each) => each.protocol === 'TCP')?.name;
  if (port === undefined) return undefined;
  return probe?.path === undefined ? { tcpSocket: { port } } : { httpGet: { path: probe.path, port } };
}
