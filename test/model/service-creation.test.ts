import { expect, test } from 'vitest';
import { createService, isVacant, leaveVacant } from '#model/actors/service-creation.js';
import { createModel, initialWorld } from '#model/index.js';
import { removeService } from '#model/store.js';
import { S } from '#model/world.js';
import { isThere } from '#model/view.js';
import { get } from '#src/layout/layout.js';
import { defaultScenarios } from '#src/scenario/presets.js';

function world() {
  const [read] = defaultScenarios();
  if (read === undefined) throw new Error('there is a scenario');
  const m = createModel(read.scenario, { slots: 3, attempts: 2 });
  const w = new Int32Array(m.places.layout.stride);
  initialWorld(m, w);
  return { m, w };
}

test('there is more room for replicas and attempts where it is asked for', () => {
  const { m } = world();
  expect(m.services[0]?.slots).toBe(3);
  expect(m.places.dimensions.attempts).toBe(2);
});

test('a record is vacant once nothing is left of the service that stood in it', () => {
  const { m, w } = world();
  expect(isVacant(m, w, 0)).toBe(false);
  removeService(m, w, 0);
  // Its tasks run, and its orchestrator has not heard of it.
  expect([isThere(m, w, 0), isVacant(m, w, 0)]).toEqual([false, false]);
  leaveVacant(m, w, 0);
  expect(isVacant(m, w, 0)).toBe(false);
  const fresh = world();
  leaveVacant(fresh.m, fresh.w, 0);
  expect(isVacant(fresh.m, fresh.w, 0)).toBe(true);
});

test('a service that is created has SpecVersion 0, no previous spec and no status (semantics 2.1)', () => {
  const { m, w } = world();
  leaveVacant(m, w, 0);
  createService(m, w, 0, 0);
  const service = m.places.service(0);
  expect(isThere(m, w, 0)).toBe(true);
  expect([S.specVersion, S.previousSpec, S.updateState].map((field) => get(w, service + field))).toEqual([0, 0, 0]);
  expect(get(w, service + S.version)).toBeGreaterThan(0);
});
