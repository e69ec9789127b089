import { emit } from '../../yaml/index.ts';
import type { Facts } from '../facts.ts';
import type { LostVolume, Remedy } from '../plan.ts';
import type { Draft } from '../platforms/platform.ts';
import { command, quote } from '../shell-quote.ts';
import { check } from './preflight.ts';

/** The volumes that are put back from copies: those on the nodes that nothing fills again. */
export function restorable({ volumes }: Facts): LostVolume[] {
  return volumes.filter(({ path, refilled }) => path !== null && !refilled);
}

/** `look VOLUME EMPTY COPY...`: shows the one copy of a volume, read to its end, or the mark that it may begin empty. */
const look = `
look() {
  volume=$1
  empty=$2
  shift 2
  if test -e "$empty"; then
    ls -l "$empty"
  elif test ! -e "$1"; then
    wrong=yes
    echo "there is no copy of $volume" >&2
  elif test "$#" -gt 1; then
    wrong=yes
    ls -l "$@"
    echo "there are several copies of $volume: leave the one that counts" >&2
  elif test -s "$1" && tar -tzf "$1" > /dev/null; then
    ls -l "$1"
  else
    wrong=yes
    echo "the copy of $volume is damaged: $1" >&2
  fi
}`.trim();

/** Sees that there is a copy of each volume, before anything is deleted. */
export function checkCopies(facts: Facts): Draft[] {
  const volumes = restorable(facts);
  if (volumes.length === 0) return [];
  return [
    check({
      id: 'copies',
      title: 'See that there is a copy of every volume',
      why:
        'From here on the machines are changed. A volume begins with its copy, or empty where a file says that it may. ' +
        'What was not saved from its node comes from a backup.',
      commands: [
        'wrong=',
        look,
        ...volumes.map(
          (volume) => `look ${quote(nameOf(volume))} ${emptyMark(facts, volume)} ${copiesOf(facts, volume)}`,
        ),
        'test -z "$wrong"',
      ],
      expect: 'One file for each volume, whole, with a date you trust.',
      question: 'Shall every volume begin with what stands here, of this date?',
      remedies: volumes.flatMap((volume) => remediesOf(facts, volume)),
    }),
  ];
}

function remediesOf({ folder }: Facts, volume: LostVolume): Remedy[] {
  const { namespace, claim, holds } = volume;
  const copy = `${folder}/volumes/backup_${namespace}_${claim}.tar.gz`;
  return [
    {
      what: `To begin ${nameOf(volume)} with a backup of ${holds}, unpacked in DIRECTORY`,
      commands: [`sudo tar -C DIRECTORY --numeric-owner -czf - . > ${quote(copy)}`],
    },
    {
      what: `To begin ${nameOf(volume)} empty`,
      commands: [`touch ${emptyMark({ folder }, volume)}`],
    },
  ];
}

function nameOf({ namespace, claim }: LostVolume): string {
  return `${namespace}/${claim}`;
}

/** Puts the copies back before the workloads start: what finds its volume bound and filled uses it as it is. */
export function restoreVolumes(facts: Facts): Draft[] {
  return restorable(facts).map((volume) => restoreVolume(facts, volume));
}

function restoreVolume(facts: Facts, volume: LostVolume): Draft {
  const { namespace, claim, holds } = volume;
  const pod = `restore-${claim}`;
  const kubectl = command('kubectl', '-n', namespace);
  return {
    id: `restore-${namespace}-${claim}`,
    title: `Put back the volume ${nameOf(volume)}`,
    why: `It holds ${holds}. A pod of its own has the volume made and fills it, before its owner starts on an empty one.`,
    on: 'workstation',
    inputs: [],
    commands: [
      `copy=$(ls ${copiesOf(facts, volume)})`,
      // A copy that came after they were looked at makes several; their names are no name of a file.
      'test -f "$copy" || { echo "several copies: leave the one that counts" >&2; false; }',
      `kubectl apply -f - <<'YAML'\n${manifests(facts, volume, pod)}YAML`,
      `${kubectl} wait --for=condition=Ready --timeout=5m ${quote(`pod/${pod}`)}`,
      `${kubectl} exec -i ${quote(pod)} -- tar -C /volume -xzf - < "$copy"`,
      `${kubectl} delete pod ${quote(pod)}`,
    ],
    expect: `pod "${pod}" deleted`,
    done: `test -e ${emptyMark(facts, volume)} || { ${kubectl} get pvc ${quote(claim)} && ! ${kubectl} get pod ${quote(pod)}; }`,
    destructive: false,
  };
}

/** Copies as saving a node names them; more than one means that a person must choose. */
function copiesOf({ folder }: Facts, { namespace, claim }: LostVolume): string {
  return `${quote(`${folder}/volumes`)}/*_${quote(`${namespace}_${claim}.tar.gz`)}`;
}

/** The file by which a person says that a volume may begin empty. */
function emptyMark({ folder }: Pick<Facts, 'folder'>, { namespace, claim }: LostVolume): string {
  return quote(`${folder}/volumes/${namespace}_${claim}.empty`);
}

function manifests({ nodes }: Facts, volume: LostVolume, pod: string): string {
  const { namespace, claim, size, storageClass } = volume;
  const pinned = volume.nodes.length > 0 && volume.nodes.length < nodes.length;
  const objects = [
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: claim, namespace },
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: size } },
        ...(storageClass !== null && { storageClassName: storageClass }),
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: pod, namespace },
      spec: {
        restartPolicy: 'Never',
        ...(pinned && { affinity: onNodes(volume.nodes) }),
        containers: [
          {
            name: 'restore',
            image: 'docker.io/library/busybox:1.37',
            command: ['sleep', '86400'],
            volumeMounts: [{ name: 'volume', mountPath: '/volume' }],
          },
        ],
        volumes: [{ name: 'volume', persistentVolumeClaim: { claimName: claim } }],
      },
    },
  ];
  return objects.map((object) => emit(object)).join('---\n');
}

/** The first pod decides on which node a volume lies: it must be one where the owner runs, too. */
function onNodes(names: readonly string[]) {
  const hostname = { key: 'kubernetes.io/hostname', operator: 'In', values: [...names] };
  const terms = { nodeSelectorTerms: [{ matchExpressions: [hostname] }] };
  return { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: terms } };
}
