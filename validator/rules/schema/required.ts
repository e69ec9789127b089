import { defineRule } from '../../rule.ts';

export const required = defineRule({
  id: 'schema/required',
  severity: 'error',
  summary: 'A field that must be there is missing.',
  why: 'The API server refuses the object without it.',
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
        - image: nginx
`,
});
