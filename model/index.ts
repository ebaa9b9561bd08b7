export { createModel, slotsOf, type Model, type Spec } from './model.ts';
export { plansOf } from './scenario.ts';
export type * from './scenario.ts';
export { SPEC } from './specs.ts';
export { actorsOf, initialWorld, isForced, pending, take } from './swarm.ts';
export * from './vocabulary.ts';
