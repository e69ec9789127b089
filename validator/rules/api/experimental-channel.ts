import { defineRule } from '../../rule.ts';

export const experimentalChannel = defineRule({
  id: 'api/experimental-channel',
  severity: 'warning',
  summary: 'Only the experimental channel of a project serves this.',
  why: 'Projects like Gateway API ship their definitions twice. A cluster with the standard ones refuses the object.',
  good: `apiVersion: gateway.networking.k8s.io/v1
kind: TCPRoute
metadata:
  name: ssh
spec:
  rules:
    - backendRefs:
        - name: ssh
          port: 22
`,
  bad: `apiVersion: gateway.networking.k8s.io/v1alpha2
kind: TCPRoute
metadata:
  name: ssh
spec:
  rules:
    - backendRefs:
        - name: ssh
          port: 22
`,
});
