import { defineRule } from '../../rule.ts';

export const duplicateItem = defineRule({
  id: 'schema/duplicate-item',
  severity: 'error',
  summary: 'Two entries of a list have the same key.',
  why: 'Flux applies on the server side, where lists such as containers, ports and environment variables are merged by key; the API server refuses an object in which a key stands twice.',
  good: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
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
          env:
            - name: MODE
              value: fast
            - name: LEVEL
              value: low
`,
  bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
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
          env:
            - name: MODE
              value: fast
            - name: MODE
              value: slow
`,
});
