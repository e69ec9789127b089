import { defineRule } from '../../rule.ts';

export const unknownField = defineRule({
  id: 'schema/unknown-field',
  severity: 'error',
  summary: 'A field does not exist in the kind.',
  why: 'The API server refuses fields that it does not know; Flux drops them from built-in kinds in silence, so the setting never takes effect.',
  good: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx
`,
  bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replica: 2
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx
`,
});
