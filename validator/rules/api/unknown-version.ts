import { defineRule } from '../../rule.ts';

export const unknownVersion = defineRule({
  id: 'api/unknown-version',
  severity: 'error',
  summary: 'A kind is not served in this version.',
  why: 'The API server answers that it knows no such kind in this version.',
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
`,
  bad: `apiVersion: apps/v2
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
`,
});
