/** Objects in the ways in which people write YAML, which printed values never show. */
export const texts: readonly string[] = [
  `apiVersion: example.com/v1
kind: Styles
metadata:
  name: 'styles'
  labels: {"quoted": "1", plain: one}
spec:
  folded: >
    one
    two
      more

    end
  literal: |-
    a: 1
      b
  single: 'it''s'
  double: "tab\\t\\u00e9"
  octal: 0755
  words: [yes, on, "on", ~, 1.10, 1e3, 0x1F, 2021-12-30]
  number: 1000000
  empty:
`,
  `apiVersion: v1
kind: ConfigMap
metadata: &m
  name: anchored
  annotations: {a: &x "1", b: *x}
data:
  one: &d {}
`,
  `apiVersion: apps/v1
kind: Deployment
metadata: {name: merged}
spec:
  template:
    spec:
      containers:
        - &c {name: m, image: nginx, env: [{name: E, value: "1"}]}
        - <<: *c
          name: "n"
`,
  '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "json"}, "data": {"k": "v"}}\n',
  `apiVersion: v1
kind: ConfigMapList
items:
  - {apiVersion: v1, kind: ConfigMap, metadata: {name: first}, data: {n: "1"}}
  - {apiVersion: v1, kind: ConfigMap, metadata: {name: second, annotations: {n: 1.10}}}
`,
  `# only a comment
---
---
apiVersion: v1
kind: List
items: [{apiVersion: v1, kind: Service, metadata: {name: listed}, spec: {ports: [{port: 80}]}}]
---
`,
  `apiVersion: v1
kind: List
items:
  - {apiVersion: v1, kind: ServiceAccount, metadata: {name: alone}}
  - {}
`,
  `apiVersion: v1
kind: ConfigMap
metadata:
  name: keys
data:
  "true": quoted
  on: plain
  1.5: number
`,
];
