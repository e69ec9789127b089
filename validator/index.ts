export type { RuleSetting } from './findings-list.ts';
export { defineRule } from './rule.ts';
export type { Example, Fact, Rule, Subject } from './rule.ts';
export { rules } from './rules/index.ts';
export { validate } from './validate.ts';
export type { ValidateOptions, Validation } from './validate.ts';
