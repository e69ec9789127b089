/** Texts on which a reader is easily wrong: former disagreements, and one for each rule that surprises. */
export const cases: readonly string[] = [
  // What follows the document is dropped, but read ahead a little.
  '{a: 1}}', '{a: 1} b', '[a] b @', '[a] @', '"a" "b"', '"a" "b": c', '"a"\n"b": c', '[a]\n\tb', '{}a: 1', '{a}b: 1', '[]: a', '{? a : b}c: d', '[? a]: b',
  'a\n...\nb', 'a: 1\n...\n@', 'a: 1\n... x\n', 'a\n: b', '  a: 1\nb: 2', '&x &y b', '!x !y b', '&m\n&m\na: b\n', '&root &k 1\n? ed\nx: "\n', '{a: 1}\u0007', `{a: 1}\n...\n${'x'.repeat(600)}\u0007`,
  // Separators are lines, wherever they stand.
  'a: 1\n---\nb: 2', 'a: 1\n--- # c\nb: 2', 'a: 1\n--- b\nc: 2', 'a: 1\n---b\nc: 2', 'a: 1\n----\nb: 2', '--- a', '---\n---\na: 1', '---a\nb: 1', 'a: 1\n---', 'a: 1\n--- b', 'a: "\n---\nb"', 'a: |\n  x\n---\nb: 1',
  'a: 1\r\n---\r\nb: 2\r\n', 'a: 1\r---\rb: 2', '%YAML 1.1\n---\na: 1', '%YAML 1.1\n--- {a: 1}', '%YAML 1.2\n--- {a: 1}', '%YAML 1.1\n%YAML 1.1\n--- {a: 1}', '%x\n--- a', '%TAG !e! x:\n--- !e!y a', '%TAG !e! x:\n%TAG !e! y:\n--- a', '%YAML 1.1\na: 1', 'a\n%b', '...', '\n...\na',
  // Keys without ?.
  'a b: c', 'a: b: c', 'a: "b": c', 'a\nb: c', '"a\n b": c', 'a\n b: c', '? a', '? a\n? b\n: c', ': a', '? : a', '{: a}', '{? : a}', '[: a]', '[? : a]', '[? , ]', '[? ]]', '[a,?]', '{a, b: , ? c}', '[a: b, c]', '[a: b: c]', '[a\n: b]', '{"a"\n: b}', '{a: b\n, c: d}', `${'k'.repeat(1024)}: v`, `${'k'.repeat(1025)}: v`, `"${'k'.repeat(1021)}" : v`, `{${'\u{1f600}'.repeat(1000)}: v}`, `- ${'k'.repeat(1025)}: v`,
  'a: {{ .x }}', '[a]: b', '{a: b}: c', '- {a: b}: c', '? [a]\n: b', '- ? a\n  : b\n- c: d', 'data:\n{? a : b}: v\n', '*a : b', '&a a: 1\n*a : 2', '&a\nb: c', '&a b: c', '&a &b c: d', '&a !t b: c', '&a\n!t b: c', '&a\n&b c: d', '- &a\n- b', 'k: &a\n- b', '&a - b', 'a: &b *c',
  // Indentation.
  'a:\n- b\n- c', 'a:\n - b\n- c', 'a:\n  - b\n - c', 'a: - b', '- - a\n  - b', '- a\n  - b', "- 'a'\n  - b", 'a:\n  b: c\n d: e', 'a: b\n  c: d', "a: 'b'\n  c: d", 'a:\n\t- b', '\ta: b', 'a:\tb', 'a:\n  b\tc: d', '-\ta', '- \ta: b', '?\ta', 'a: b\n\tc', 'a: b\n \tc', 'a: [b\n\tc]', 'a: [\n\tb]', 'a:\n\tb', 'a: "b\n\tc"', '- a\n-\n- b', '-\n  a: b', 'a:\nb', 'a:\n  b\n', '  - a\n  - b', 'a: [\nb\n]', 'a: [b\n]\nc: d',
  // Comments and tabs.
  'a: 1 #c', 'a: 1#c', '"a"#c', '[a]#c', '# a\n\t# b\nc: d', 'a: 1 # x\n\t# b\nc: d', '- a\n# x\n\n\t# y\n- b', '?\t# c\n a', '? a\n:\t# c\n b', '- # c\n  \t# d\n  a', '--- # c\n\t# d\na', 'a: |\t# c\n  b', 'a: | #c\n  b', 'a: |#c\n  b', 'a: #b', 'a:#b',
  // Block scalars.
  'a: |\n  b', 'a: |\n  b\n', 'a: |+\n  b\n\n', 'a: |+\n ', 'a: |-\n  b\n\n', 'a: |\nb: c', 'a: |\n', 'a: |', 'a: |2\n    b\n   c', 'a: |1\n b', 'a: |0\n b', 'a: |10\n b', 'a: |+1\n  b', 'a: |1+\n  b', 'a: | b', 'a: |\n\n    \n  b', 'a: |\n   \n\n  b', 'a: |\n  b\n c', 'a: |\n\tb', 'a: |\n  \tb', 'a: |\n   b\n  c', '- |\n b\n- c', '|\n a', '|\na', '- |\na', 'a:\n  - |2\n    x\n', 'a: |\n  x\u0085  y\u2028  z',
  'a: >\n  b\n  c\n', 'a: >\n  b\n\n  c\n', 'a: >\n  b\n   c\n  d\n', 'a: >\n   b\n  c\n', 'a: >+\n  b\n\n\nc: d', 'a: >-\n  b\n\n\n  c', 'a: >2\n   b\n  c\n', 'a: >\n\n  b\n\n   c\n\n  d', 'a: >\n  b \n  c', 'a: >\n  b\t\n  c', 'a: >\n  \u{1f600}\n   b\n  c', 'a: >\n  \u00e9\n   b\n  c', 'a: {b: >\n c}', '? >\n  a\n   b\n: c', '? |\n  a\n: b',
  // Plain and quoted scalars.
  'a: b\n  c\n\n  d', 'a: b\r\r\n  c', 'a: b\u0085  c', 'a: b\u2028  c', 'a: b\u2029\n  c', 'a: b\n  # c\n  d', 'a: b #', 'a: @b', 'a: `b', 'a: %b', '%b: a', 'a: -', 'a: - ', 'a: -b', 'a: ?b', 'a: :b', 'a: ,b', 'a: ]', '[a?b]', '[a:b]', '[a:, b]', '{a:b}', '{a:}', '{a: b:}', '[-]', '[- a]', '[-a]', '[a, , b]', '[,]', '[a b]', '[a [b]]', '[a', '{a', '[a}', '{a]', 'a]', ',', 'a: [b, #c\nd]',
  '"a\\/b"', '"a\\xzz"', '"\\ud800"', '"\\U00110000"', '"\\x41\\u00e9\\U0001F600"', '"a\\\n  b"', '"a\\\n\n  b"', '"a  \n  b"', '"a\n\n\n b"', '"a\u2028\n b"', '"a\n---\nb"', '"a\n --- b"', '"a\n--- b"', '"a', "'a", "'a''b'", "'a\n\n b'", '"\\"', '"\\\t"', '"\\_\\N\\L\\P\\e\\0"', "'\\'", '"a" b', "'a'b",
  // Tags and anchors.
  '!', '!!', '!a', '!!a', '!a!b c', '!<a> b', '!<a b', '!<> b', '!<tag:yaml.org,2002:int> 1', '!<tag:yaml.org,2002:> 1', '!!int 1', '!!int a', '!%41 b', '!%ff b', '!%4 b', '[!a]', '[!a ]', '{!a b: c}', '{a: !b}', '!!map [a]', '!!seq {a: b}', '!!null {a: b}', '!!str {a: b}', '!!binary "\u00e9"', '!!binary /w==', '&', '& a', '&a', '&a*', '&\u00e9 a', '*', '*a', '[*a]', '&a [*a]', 'a: &b {c: *b}', 'a: &b c\nd: *b\ne: &b f\ng: *b', '&a: b', '&a:b c', '[&a , *a]', '{&a b: *a}',
  // Keys and merges.
  'a: 1\na: 2', '{a: 1, a: 2}', 'a: {1: b}', 'a: {true: b}', 'a: {y: b}', 'a: {~: b}', '~: a', '"": a', '? \n: a', '2001-01-01: a', 'a: {2001-01-01: b}', 'a: {2001-01-01T00:00:00Z: b}', '.inf: a', 'a: {.inf: b}', '1e3: a', '0x10: a', '18446744073709551615: a', '!!int "1": a', '!!str 1: a', 'a: {!!str 1: b}', '!!null : a', '!!binary aGk=: a', '!x a: b', 'a: {!x b: c}', 'a: !!int x\na: 1', 'a: .inf\na: 1', 'a: .inf',
  'a: &a {x: 1}\n<<: *a', 'a: &a {x: 1}\nx: 2\n<<: *a', 'a: &a {x: 1}\n<<: *a\nx: 2', 'a: &a {x: 1}\nb: &b {x: 2, y: 3}\n<<: [*a, *b]', 'a: &a {x: 1}\n<<: *a\n<<: *a', '<<: {x: 1, <<: {y: 2}}', '<<: 1', '<<: [1]', '<<: [[{a: 1}]]', '<<: []', '<<: ~', '"<<": 1', 'a: {"<<": 1}', '! <<: {a: 1}', '! "<<": {a: 1}', '!!merge <<: {a: 1}', '!!merge "<<": {a: 1}', '!!str <<: {a: 1}', 'l: &l [{a: 1}]\n<<: *l', 's: &s x\n<<: *s', '<<: {a: 1, a: 2}', 'a: &a {x: }\n<<: *a', 'm: {a: &x {k: 1, <<: {z: 2}}, <<: *x}', 'b: &b {1: x}\nc: {<<: *b}',
  // What kustomize's print changes.
  'a: {b: }', 'a: {b}', 'a: [~]', 'a: {b: ~}', 'a: {t: 2001-12-14t21:59:43.10-05:00}', 'a: {t: 2001-12-14}', 'a: &a {x: }\nb: {c: *a}', 'a: &a\n  x:\nb: {c: *a}', 'a: &a >\n  b\n   c\n  d\nb: [*a]', 'a: ! ', 'a: {b: ! }', 'a: {b: !!null }', 'a: {b: !!str }', '[!!timestamp 2001-12-14t21:59:43Z]',
  '# c\na: 1 # d\n\t\n# e\nb: 1\n', '!a: !!str 1\nb: x\n', ' !!e!x !str 1\nb: c\n', 's: >+\n\n    a\n\n    b', 'm: 1\nn:\n  k: w\n   *m\n  <<: {z: 1}\n', 'd: !!int three\nd: 1', 's: >+\n\n    a\n\n    b\n\n  ',
  'a: &b ~\n*b : k', 'a: &b !!null\n*b : k', 'a: &b null\nc: {*b : k}', 'a: &b\n*b : k', 'x: [a\n, b,\n?]\n: \n...\n{\n  a: 1,\n  b\n}\n', 'a: |2\n  \tx\n', 'a: >\n  \tx\n', 'a: |\n\n  \tx\n',
  // Characters.
  '\ufeffa: b', '\ufeff\ufeffa: b', 'a: \ufeffb', 'a: b\n---\n\ufeffc: d', 'a: \u0000', 'a: \u0007', 'a: \u007f', 'a: \u009f', 'a: \u0085', 'a: \ufffe', 'a: \u{1f600}', 'a: \u00a0', '\u00a0a: b', '# \u0007', '',  ' ', '\n', '#', '~', 'null', '---', '--- ~', '- ~', '!!null x',
];
