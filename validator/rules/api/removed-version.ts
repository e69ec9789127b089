import { defineRule } from '../../rule.ts';

export const removedVersion = defineRule({
  id: 'api/removed-version',
  severity: 'error',
  summary: 'A version of the API is not served any more.',
  why: 'The cluster stopped serving it with an earlier release; the object can no longer be applied.',
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
  bad: `apiVersion: extensions/v1beta1
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
