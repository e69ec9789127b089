import { emit } from '../../yaml/index.ts';
import type { Facts } from '../facts.ts';
import type { Input, LostSecret } from '../plan.ts';
import type { Draft } from '../platforms/platform.ts';
import { command } from '../shell-quote.ts';
import { restorable } from './volumes.ts';

/** The namespaces that secrets and volumes need; Flux takes them over as they are. */
export function makeNamespaces(facts: Facts): Draft[] {
  const names = [...new Set([...facts.secrets, ...restorable(facts)].map(({ namespace }) => namespace))]
    .filter((name) => name !== 'default' && name !== 'kube-system')
    .toSorted();
  if (names.length === 0) return [];
  return [
    {
      id: 'namespaces',
      title: 'Make the namespaces of what Git does not hold',
      why: 'Secrets and volumes come before Flux, and so their namespaces. Flux takes them over.',
      on: 'workstation',
      inputs: [],
      commands: names.map(
        (name) =>
          `${command('kubectl', 'get', 'namespace', name)} || ${command('kubectl', 'create', 'namespace', name)}`,
      ),
      expect: names.map((name) => `namespace/${name} created`).join(', '),
      done: command('kubectl', 'get', 'namespace', ...names),
      destructive: false,
    },
  ];
}

/** The Secrets that a person must bring, before anything waits for them in vain. */
export function makeSecrets({ secrets }: Facts): Draft[] {
  return secrets.map((secret, index) => {
    const variable = `SECRET_${index + 1}`;
    const { namespace, name, from } = secret;
    return {
      id: `secret-${namespace}-${name}`,
      title: `Bring the Secret ${namespace}/${name}`,
      why: `Git does not hold it, and ${from.join(', ')} ${from.length === 1 ? 'reads' : 'read'} it.`,
      on: 'workstation',
      ...(secret.keys.length > 0 ? fromKeys(secret, variable) : fromFile(secret, variable)),
      expect: `secret/${name} created`,
      done: command('kubectl', '-n', namespace, 'get', 'secret', name),
      destructive: false,
    };
  });
}

function fromKeys(secret: LostSecret, variable: string): Pick<Draft, 'inputs' | 'commands'> {
  const { namespace, name, keys } = secret;
  const inputs = keys.map((key, index): Input => ({
    name: `${variable}_${index + 1}`,
    what: `the value of key ${key} of the Secret ${namespace}/${name}`,
    secret: true,
    from: null,
  }));
  const object = { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, type: typeOf(keys) };
  // Values go through a pipe: arguments can be seen by everyone on the machine.
  const data = keys.map((key, index) => `  ${literal(JSON.stringify(key))}: "${encoded(inputs[index]!.name)}"\n`);
  return { inputs, commands: [`kubectl create -f - <<YAML\n${literal(emit(object))}data:\n${data.join('')}YAML`] };
}

function encoded(variable: string): string {
  return `$(printf %s "$${variable}" | base64 | tr -d '\\n')`;
}

/** Text that a here-document with substitutions leaves as it is. */
function literal(text: string): string {
  return text.replace(/[\\$`]/g, String.raw`\$&`);
}

/** The kubelet and Ingress controllers look at the type, too. */
function typeOf(keys: readonly string[]): string {
  if (keys.includes('.dockerconfigjson')) return 'kubernetes.io/dockerconfigjson';
  return keys.includes('tls.crt') && keys.includes('tls.key') ? 'kubernetes.io/tls' : 'Opaque';
}

function fromFile({ namespace, name }: LostSecret, variable: string): Pick<Draft, 'inputs' | 'commands'> {
  const what = `the path of a file with lines KEY=VALUE for the Secret ${namespace}/${name} (nothing in Git names its keys)`;
  return {
    inputs: [{ name: `${variable}_FILE`, what, secret: false, from: null }],
    commands: [
      `${command('kubectl', '-n', namespace, 'create', 'secret', 'generic', name)} --from-env-file="$${variable}_FILE"`,
    ],
  };
}
