import { expect, test } from 'vitest';
import { CATALOGUE, ruleNamed, rulesNamed, STANDARD_RULES } from '#src/assertions/catalogue.js';
import { FALLEN } from '#src/assertions/naive/naive.js';
import { SimError } from '#src/errors.js';
import type { Engine } from './drive.ts';
import { drive } from './drive.ts';
import { rollout } from './rollout.ts';
import { context, PASS } from './views.ts';

const STANDARD = ['cc-ci/v0', 'cc-ci/v1', 'cc-ci/v2', 'cc-ci/v3', 'cc-ci/v4', 'head-serves'];
const PEERS = [
  'peer/docker-cli',
  'peer/docker-stack-wait',
  'peer/terraform',
  'peer/matchory',
  'peer/sure-deploy',
  'peer/tsuru',
  'peer/portainer',
];
const NAMES = [...STANDARD, ...PEERS];

test('the catalogue has every rule under its name, each with a line that says when it passes', () => {
  expect(CATALOGUE.map(({ name }) => name)).toEqual(NAMES);
  for (const rule of CATALOGUE) {
    expect(ruleNamed(rule.name)).toBe(rule);
    expect(rule.summary).toMatch(/^[^\n]+$/);
  }
});

test.each(NAMES)('%s passes over a head that simply runs', (name) => {
  const engine: Engine = { ...rollout(), replicas: () => ({ running: 1, desired: 1 }), health: () => true };
  expect(drive(ruleNamed(name).create, context(), engine, { deployMs: 1_000 }).verdict).toEqual(PASS);
});

test('the standard rules are all but the peers', () => {
  expect(STANDARD_RULES.map(({ name }) => name)).toEqual(STANDARD);
});

test('a pattern names every rule that begins so, each rule once', () => {
  const namesOf = (...names: readonly string[]) => rulesNamed(names).map(({ name }) => name);
  expect(namesOf('peer/*')).toEqual(PEERS);
  expect(namesOf('*')).toEqual(NAMES);
  expect(namesOf('naive/*')).toEqual(FALLEN.map(({ name }) => name));
  expect(namesOf('head-serves', 'peer/t*', 'head-serves')).toEqual(['head-serves', 'peer/terraform', 'peer/tsuru']);
  expect(() => rulesNamed(['cc-ci/v9'])).toThrow(expect.objectContaining({ code: 'usage.unknown-rule' }));
  expect(() => rulesNamed(['pear/*'])).toThrow(expect.objectContaining({ code: 'usage.unknown-rule' }));
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
