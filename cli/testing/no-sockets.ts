// Preloaded into a process of the program (`node --import`): every way to a socket fails, and is written down
// in the file that FLUXSMITH_TEST_SOCKETS names.
import { appendFileSync } from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';

type Library = Record<string, unknown>;

const require = createRequire(import.meta.url);
const ways: Readonly<Record<string, (library: Library) => readonly [Library, readonly string[]][]>> = {
  'node:net': (net) => [
    [(net['Socket'] as { prototype: Library }).prototype, ['connect']],
    [(net['Server'] as { prototype: Library }).prototype, ['listen']],
    [net, ['connect', 'createConnection', 'createServer']],
  ],
  'node:tls': (tls) => [[tls, ['connect', 'createServer']]],
  'node:http': (http) => [[http, ['request', 'get', 'createServer']]],
  'node:https': (https) => [[https, ['request', 'get', 'createServer']]],
  'node:http2': (http2) => [[http2, ['connect', 'createServer']]],
  'node:dgram': (dgram) => [[dgram, ['createSocket']]],
  'node:dns': (dns) => [
    [dns, functionsOf(dns)],
    [dns['promises'] as Library, functionsOf(dns['promises'] as Library)],
  ],
};

for (const [name, of] of Object.entries(ways)) {
  for (const [holder, functions] of of(require(name) as Library))
    for (const each of functions) close(holder, each, name);
}
for (const name of ['fetch', 'WebSocket', 'EventSource']) close(globalThis as unknown as Library, name, 'global');
syncBuiltinESMExports();

function functionsOf(library: Library): string[] {
  return Object.keys(library).filter((name) => /^(?:lookup|resolve|reverse)/.test(name));
}

function close(holder: Library, name: string, library: string): void {
  holder[name] = function closed(): never {
    const way = `${library}.${name}`;
    appendFileSync(process.env['FLUXSMITH_TEST_SOCKETS']!, `${way}\n`);
    throw new Error(`${way} was called`);
  };
}
