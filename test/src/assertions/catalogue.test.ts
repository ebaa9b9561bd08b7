import { expect, test } from 'vitest';
import { CATALOGUE, ruleNamed } from '#src/assertions/catalogue.js';
import { SimError } from '#src/errors.js';
import type { Engine } from './drive.ts';
import { drive } from './drive.ts';
import { context, node, NODE, PASS, service, task } from './views.ts';

const NAMES = ['cc-ci/v0', 'cc-ci/v1', 'cc-ci/v2', 'cc-ci/v3', 'cc-ci/v4', 'head-serves'];

test('the catalogue has every rule under its name, each with a line that says when it passes', () => {
  expect(CATALOGUE.map(({ name }) => name)).toEqual(NAMES);
  for (const rule of CATALOGUE) {
    expect(ruleNamed(rule.name)).toBe(rule);
    expect(rule.summary).toMatch(/^[^\n]+$/);
  }
});

test.each(NAMES)('%s passes over a head that simply runs', (name) => {
  const engine: Engine = {
    inspect: () => service({ updateState: 'completed', startedAtMs: 0 }),
    replicas: () => ({ running: 1, desired: 1 }),
    list: () => [task(1)],
    upToDate: () => [task(1)],
    nodes: () => [node(NODE)],
    health: () => true,
  };
  expect(drive(ruleNamed(name).create, context(), engine).verdict).toEqual(PASS);
});

test('an unknown name is a usage error that lists the known ones', () => {
  expect(() => ruleNamed('cc-ci/v9')).toThrow(SimError);
  expect(() => ruleNamed('cc-ci/v9')).toThrow(
    expect.objectContaining({
      code: 'usage.unknown-rule',
      remedy: expect.stringContaining(NAMES.join(', ')) as unknown,
    }),
  );
});
