export { createModel, SPEC, type Model, type Spec } from './model.ts';
export type * from './scenario.ts';
export { actorsOf, initialWorld, pending, take } from './swarm.ts';
export * from './vocabulary.ts';
