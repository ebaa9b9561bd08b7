// The measured matrix of semantics section 5 (DirtyMatrix of section 12), and IsTaskDirty's own cases of 11.6.
import { expect, test } from 'vitest';
import { isDirtyTask } from '#model/actors/dirty.js';
import { createModel, initialWorld, SPEC, TaskState, type Model, type Spec } from '#model/index.js';
import { N, T } from '#model/world.js';
import { set } from '#src/layout/layout.js';
import { scenario } from './setup.ts';

/** Whether the base's task is dirty against a spec that differs so from the base's, SpecVersions differing. */
function isDirty(change: Partial<Spec>, state: keyof typeof TaskState = 'running', isOnMatchingNode = true): boolean {
  const created = createModel(scenario());
  const base = created.specs[SPEC.base];
  if (base === undefined) throw new Error('no base');
  const specs = created.specs.map((spec, i) => (i === SPEC.head ? { ...base, ...change } : spec));
  const model: Model = { ...created, specs };
  const row = new Int32Array(model.places.layout.stride);
  initialWorld(model, row);
  const task = model.places.task(0);
  set(row, task + T.observed, TaskState[state]);
  set(row, model.places.node(0) + N.unlabelled, isOnMatchingNode ? 0 : 1);
  if (state === 'pending') set(row, task + T.node, 0);
  return isDirtyTask(model, row, task, SPEC.head, 1);
}

const anotherTemplate = { templateId: 99 };

test.each<[string, Partial<Spec>, boolean]>([
  ['nothing: an identical deploy', {}, false],
  ['service labels', { label: 'another', stamp: '7ae7b0f7' }, false],
  ['container labels, image, env, ForceUpdate, restart policy, resources', anotherTemplate, true],
  ['replicas', { replicas: 3 }, false],
  ['published ports, endpoint', { endpoint: 'another' }, true],
  ['placement: max replicas or platforms only', { preferences: 'another' }, false],
  ['placement constraint that the node still satisfies', { constrained: true }, false],
  ['registry auth, task RUNNING', { registryAuth: 'another' }, false],
  // Rule 2 is tested before rule 3, and these are two differences.
  ['placement and registry auth', { constrained: true, registryAuth: 'another' }, true],
  ['placement and image (11.6)', { constrained: true, ...anotherTemplate }, true],
])('%s', (_change, change, expected) => {
  expect(isDirty(change)).toBe(expected);
});

test('update_config and rollback_config make no task dirty', () => {
  const { head } = scenario();
  const update = { ...head.update, delayMs: 99 };
  expect(isDirty({ update })).toBe(false);
  expect(isDirty({ rollback: update })).toBe(false);
});

test('a violated placement constraint does', () => {
  expect(isDirty({ constrained: true }, 'running', false)).toBe(true);
});

test('so does any placement change while no node is assigned', () => {
  expect(isDirty({ preferences: 'another' }, 'pending')).toBe(true);
});

test.each(['pending', 'failed'] as const)('registry auth of a task that is %s makes it dirty', (state) => {
  expect(isDirty({ registryAuth: 'another' }, state)).toBe(true);
});

test('with the service’s own SpecVersion nothing does', () => {
  const model = createModel(scenario());
  const row = new Int32Array(model.places.layout.stride);
  initialWorld(model, row);
  expect(isDirtyTask(model, row, model.places.task(0), SPEC.head, 0)).toBe(false);
});
