import { defineRule } from '../../rule.ts';

export const enumeration = defineRule({
  id: 'schema/enum',
  severity: 'error',
  summary: 'A value is none of those that the field takes.',
  why: 'The API server takes only the listed words, in exactly this letter case.',
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
          imagePullPolicy: Always
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
          imagePullPolicy: Allways
`,
});
