import { defineRule } from '../../rule.ts';

export const range = defineRule({
  id: 'schema/range',
  severity: 'error',
  summary: 'A number is outside of what the field takes.',
  why: 'The API server refuses numbers outside of the bounds that the schema states.',
  good: `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: web
spec:
  gatewayClassName: envoy
  listeners:
    - name: http
      protocol: HTTP
      port: 80
`,
  bad: `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: web
spec:
  gatewayClassName: envoy
  listeners:
    - name: http
      protocol: HTTP
      port: 80000
`,
});
