/** Document number `index` of the corpus: kinds in the proportions of a homelab repository, every text different. */
export function documents(index: number): string {
  const make = recipes[index % recipes.length]!;
  return make(`app-${index}`, random(index));
}

type Random = (below: number) => number;
type Recipe = (name: string, random: Random) => string;

/** A small generator of numbers that are the same on every machine (a 32-bit linear congruence). */
function random(seed: number): Random {
  let state = (seed + 1) * 2654435761;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const words = 'amber basil cedar delta ember fjord grove haven islet juniper kelp lumen maple nectar olive pine'.split(
  ' ',
);

function sentence(random: Random, length: number): string {
  return Array.from({ length }, () => words[random(words.length)]).join(' ');
}

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n');
}

const helmRelease: Recipe = (name, random) => `# The chart of ${name}; ${sentence(random, 6)}.
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: ${name}
  namespace: ${words[random(words.length)]}
spec:
  interval: 1h
  chartRef:
    kind: OCIRepository
    name: ${name}
  install:
    remediation:
      retries: 3
  upgrade:
    cleanupOnFail: true
    remediation:
      strategy: rollback
      retries: ${1 + random(5)}
  dependsOn:
    - name: ${words[random(words.length)]}
      namespace: storage
  values:
    controllers:
      ${name}:
        annotations: { reloader.stakater.com/auto: "true" }
        containers:
          app:
            image: { repository: ghcr.io/example/${name}, tag: v1.${random(30)}.${random(9)} }
            env: &environment
              TZ: Etc/UTC
              LOG_LEVEL: ${random(2) ? 'info' : 'debug'}
              HTTP_PORT: &port ${8000 + random(900)}
${lines(12, (i) => `              ${words[i]!.toUpperCase()}_SETTING: "${sentence(random, 4)}"`)}
            probes:
              liveness: &probe
                enabled: true
                custom: true
                spec:
                  httpGet: { path: /healthz, port: *port }
                  periodSeconds: ${10 + random(20)}
              readiness: *probe
            securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ALL] } }
            resources:
              requests: { cpu: ${10 + random(90)}m }
              limits: { memory: ${random(4) + 1}Gi }
          sidecar:
            env: *environment
    persistence:
${lines(8, (i) => `      ${words[i]}:\n        type: emptyDir\n        globalMounts:\n          - path: /var/lib/${words[i]} # ${sentence(random, 3)}`)}
    script: |
${lines(8, () => `      echo "${sentence(random, 7)}"`)}
`;

const fluxKustomization: Recipe = (name, random) => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: ${name}
  namespace: flux-system
spec:
  commonMetadata:
    labels: { app.kubernetes.io/name: ${name} }
  interval: 1h
  retryInterval: 2m
  timeout: 5m
  path: ./apps/${name}
  prune: true
  wait: false
  sourceRef: { kind: GitRepository, name: flux-system }
  targetNamespace: ${words[random(words.length)]}
  dependsOn:
${lines(1 + random(3), () => `    - name: ${words[random(words.length)]}`)}
  postBuild:
    substitute:
${lines(8, (i) => `      ${words[i]!.toUpperCase()}: ${sentence(random, 3)}`)}
    substituteFrom:
      - kind: ConfigMap
        name: cluster-settings
  healthChecks:
    - apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      name: ${name}
      namespace: default
`;

const deployment: Recipe = (name, random) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: ${words[random(words.length)]}
  labels: &labels
    app.kubernetes.io/name: ${name}
    app.kubernetes.io/part-of: ${words[random(words.length)]}
spec:
  replicas: ${1 + random(4)}
  revisionHistoryLimit: 3
  strategy:
    type: RollingUpdate
    rollingUpdate: { maxSurge: 25%, maxUnavailable: 0 }
  selector:
    matchLabels: *labels
  template:
    metadata:
      labels: *labels
      annotations:
        # ${sentence(random, 9)}
        checksum/config: "${random(2 ** 31)
          .toString(16)
          .padStart(8, '0')}"
    spec:
      nodeSelector: { hardware: ${random(2) ? 'light' : 'heavy'} }
      securityContext:
        runAsNonRoot: true
        runAsUser: ${1000 + random(100)}
        seccompProfile: { type: RuntimeDefault }
      initContainers:
        - name: wait
          image: docker.io/library/busybox:1.37.0
          command: [sh, -c, "until nc -z database 5432; do sleep 1; done"]
      containers:
        - name: app
          image: ghcr.io/example/${name}:v${random(9)}.${random(30)}.${random(9)}
          args:
            - --listen=:8080
            - >-
              --description=${sentence(random, 8)}
              ${sentence(random, 8)}
          ports:
            - { name: http, containerPort: 8080, protocol: TCP }
            - { name: metrics, containerPort: 9090 }
          env:
${lines(10, (i) => `            - name: ${words[i]!.toUpperCase()}\n              value: "${sentence(random, 3)}"`)}
            - name: POD_IP
              valueFrom: { fieldRef: { fieldPath: status.podIP } }
          readinessProbe:
            httpGet: { path: /ready, port: http }
            initialDelaySeconds: ${random(20)}
          livenessProbe:
            httpGet: { path: /live, port: http }
            failureThreshold: 6
          resources:
            requests: { cpu: ${50 + random(200)}m, memory: ${64 + random(200)}Mi }
            limits: { memory: ${1 + random(3)}Gi }
          volumeMounts:
            - { name: data, mountPath: /data }
            - { name: tmp, mountPath: /tmp }
      volumes:
        - name: data
          persistentVolumeClaim: { claimName: ${name} }
        - name: tmp
          emptyDir: { medium: Memory, sizeLimit: 64Mi }
`;

const service: Recipe = (name, random) => `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: ${words[random(words.length)]}
  annotations:
    description: ${sentence(random, 10)}
spec:
  type: ${random(4) ? 'ClusterIP' : 'LoadBalancer'}
  ipFamilyPolicy: SingleStack
  selector:
    app.kubernetes.io/name: ${name}
  ports:
${lines(1 + random(3), (i) => `    - name: port-${i}\n      port: ${1024 + i * 7 + random(7)}\n      targetPort: ${random(2) ? 8080 : 'http'}\n      protocol: TCP`)}
`;

const claim: Recipe = (name, random) => `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: ${name}
  namespace: ${words[random(words.length)]}
  labels:
    backup: "${random(2) ? 'yes' : 'no'}" # ${sentence(random, 5)}
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: local-path
  resources:
    requests:
      storage: ${1 + random(200)}Gi
`;

const configMap: Recipe = (name, random) => `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
  namespace: ${words[random(words.length)]}
data:
  motd: ${sentence(random, 5)}
  config.toml: |
${lines(19, (i) => `    ${words[i % words.length]}_${i} = "${sentence(random, 5)}"`)}
  script.sh: |-
    #!/bin/sh
${lines(12, () => `    echo ${sentence(random, 8)} # ${sentence(random, 3)}`)}
`;

const kustomization: Recipe = (name, random) => `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: ${words[random(words.length)]}
resources:
${lines(3 + random(4), () => `  - ./${words[random(words.length)]}-${random(1000)}.yaml`)}
labels:
  - pairs: { app.kubernetes.io/instance: ${name} }
    includeSelectors: false
patches:
  - target: { kind: Deployment, name: ${name} }
    patch: |
      - op: replace
        path: /spec/replicas
        value: ${random(5)}
`;

const recipes: readonly Recipe[] = [
  [helmRelease, deployment, service, fluxKustomization, configMap],
  [helmRelease, deployment, service, kustomization, claim],
  [helmRelease, deployment, configMap, fluxKustomization, configMap],
  [helmRelease, service, kustomization, claim, configMap],
].flat();
