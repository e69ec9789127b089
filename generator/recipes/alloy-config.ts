/**
 * Alloy's configuration: the logs of the pods on its own node to every store of logs, and traces taken from apps to
 * every store of traces.
 */
export function alloyConfig(logStores: readonly string[], traceStores: readonly string[]): string {
  return [podLogs, writeLogs(logStores), ...(traceStores.length > 0 ? [takeTraces(traceStores)] : [])].join('\n');
}

const relabelled = [
  ['__meta_kubernetes_namespace', 'namespace'],
  ['__meta_kubernetes_pod_name', 'pod'],
  ['__meta_kubernetes_pod_container_name', 'container'],
  ['__meta_kubernetes_pod_label_app_kubernetes_io_name', 'app'],
  ['__meta_kubernetes_pod_node_name', 'node'],
] as const;

/** Each pod of Alloy reads its own node, or every line would be stored once per node. */
const podLogs = `discovery.kubernetes "pods" {
  role = "pod"

  selectors {
    role  = "pod"
    field = "spec.nodeName=" + coalesce(sys.env("HOSTNAME"), constants.hostname)
  }
}

discovery.relabel "pods" {
  targets = discovery.kubernetes.pods.targets
${relabelled.map(([from, to]) => relabelRule(from, to)).join('')}}

loki.source.kubernetes "pods" {
  targets    = discovery.relabel.pods.output
  forward_to = [loki.write.stores.receiver]
}
`;

function relabelRule(from: string, to: string): string {
  return `
  rule {
    source_labels = ["${from}"]
    target_label  = "${to}"
  }
`;
}

function writeLogs(stores: readonly string[]): string {
  const endpoints = stores.map((url) => `  endpoint {\n    url = "${url}/loki/api/v1/push"\n  }\n`);
  return `loki.write "stores" {\n${endpoints.join('\n')}}\n`;
}

function takeTraces(stores: readonly string[]): string {
  const exporters = stores.map((url, index) => {
    const endpoint = url.replace(/^https?:\/\//, '');
    return `otelcol.exporter.otlp "store_${index}" {
  client {
    endpoint = "${endpoint}"

    tls {
      insecure = true
    }
  }
}
`;
  });
  const outputs = stores.map((_, index) => `otelcol.exporter.otlp.store_${index}.input`).join(', ');
  return `otelcol.receiver.otlp "apps" {
  grpc {
    endpoint = "0.0.0.0:4317"
  }

  http {
    endpoint = "0.0.0.0:4318"
  }

  output {
    traces = [otelcol.processor.batch.apps.input]
  }
}

otelcol.processor.batch "apps" {
  output {
    traces = [${outputs}]
  }
}

${exporters.join('\n')}`;
}
