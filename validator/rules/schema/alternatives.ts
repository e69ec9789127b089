import { defineRule } from '../../rule.ts';

export const alternatives = defineRule({
  id: 'schema/alternatives',
  severity: 'error',
  summary: 'A value fits none, or too many, of the forms that it can take.',
  why: 'Some fields exclude each other, or one of several must be set; the API server refuses other combinations.',
  good: `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: web
spec:
  gatewayClassName: envoy
  addresses:
    - type: IPAddress
      value: 10.0.0.102
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
  addresses:
    - type: IPAddress
      value: ten
  listeners:
    - name: http
      protocol: HTTP
      port: 80
`,
});
