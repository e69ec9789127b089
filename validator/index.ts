export type { RuleSetting } from './findings-list.ts';
export { isKustomization } from './kustomization-files.ts';
export { defineRule } from './rule.ts';
export type { Example, Fact, Rule, Subject } from './rule.ts';
export { rules } from './rules/index.ts';
export { validate } from './validate.ts';
export type { ValidateOptions, Validation } from './validate.ts';
export { reporters } from './reporters/index.ts';
export type { Reporter, ReporterContext } from './reporters/reporter.ts';
