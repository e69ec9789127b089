import { defineRule } from '../../rule.ts';

export const overflow = defineRule({
  id: 'schema/overflow',
  severity: 'warning',
  summary: 'A whole number is larger than its field can hold.',
  why: 'The API server keeps only the lowest bits in silence, and works with another number than the one written.',
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
  replicas: 3000000000
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
