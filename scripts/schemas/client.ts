import { Agent, request } from 'node:https';
import type { RequestOptions } from 'node:https';
import type { JsonValue } from '../../schemas/index.ts';

interface Answer {
  readonly status: number;
  readonly body: JsonValue;
}

/** Plain requests to an API server; the client library knows who and where, not every path that we ask for. */
export interface ApiClient {
  /** A body that is a string is sent as it is, as `contentType`; anything else as JSON. */
  send(method: string, path: string, body?: JsonValue, contentType?: string): Promise<Answer>;
  /** The JSON at a path; throws where the server has none. */
  get(path: string, accept?: string): Promise<JsonValue>;
}

/** Reads a kubeconfig (text) and talks to the server that its current context names. */
export async function connect(kubeconfig: string): Promise<ApiClient> {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  config.loadFromString(kubeconfig);
  const cluster = config.getCurrentCluster();
  if (!cluster) throw new Error('The kubeconfig has no current context.');
  const credentials: RequestOptions = {};
  await config.applyToHTTPSOptions(credentials);
  const options = { ...credentials, agent: new Agent({ keepAlive: true, ca: credentials.ca }) };
  const exchange = (method: string, path: string, headers: Record<string, string>, body?: string): Promise<Answer> =>
    ask(new URL(path, cluster.server), { ...options, method, headers: { ...credentials.headers, ...headers } }, body);
  return {
    send: (method, path, body, contentType = 'application/json') => {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      return exchange(method, path, body === undefined ? {} : { 'Content-Type': contentType }, text);
    },
    get: async (path, accept = 'application/json') => {
      const { status, body } = await exchange('GET', path, { Accept: accept });
      if (status !== 200) throw new Error(`GET ${path}: ${status} ${JSON.stringify(body)}`);
      return body;
    },
  };
}

function ask(url: URL, options: RequestOptions, body: string | undefined): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: jsonOrText(Buffer.concat(chunks)) }));
    });
    call.on('error', reject);
    call.end(body);
  });
}

function jsonOrText(bytes: Buffer): JsonValue {
  const text = bytes.toString('utf8');
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}
