import { SimError } from '../errors.ts';
import { convergedV0 } from './converged-v0.ts';
import { convergedV1 } from './converged-v1.ts';
import { convergedV2 } from './converged-v2.ts';
import { convergedV3 } from './converged-v3.ts';
import { convergedV4 } from './converged-v4.ts';
import { harness } from './harness.ts';
import { headServes } from './head-serves.ts';
import type { Rule } from './judge.ts';

/** Every rule that can be put to the test, by name. */
export const CATALOGUE: readonly Rule[] = [
  {
    name: 'cc-ci/v0',
    summary: 'every service has N of N tasks running; then the app answers and HC1 holds',
    needs: ['health'],
    create: harness(convergedV0),
  },
  {
    name: 'cc-ci/v1',
    summary: 'N of N, and every status unset, completed or rollback_completed; then the app answers and HC1 holds',
    needs: ['health'],
    create: harness(convergedV1),
  },
  {
    name: 'cc-ci/v2',
    summary: 'N of N, and no status updating or rollback_started; then the app answers and HC1 holds',
    needs: ['health'],
    create: harness(convergedV2),
  },
  {
    name: 'cc-ci/v3',
    summary: "the app's status is unset or completed; then the app answers and HC1 holds",
    needs: ['health'],
    create: harness(convergedV3),
  },
  {
    name: 'cc-ci/v4',
    summary: 'v3, once the update was seen to start or a grace has run out; then the app answers and HC1 holds',
    needs: ['capture', 'health'],
    create: harness(convergedV4),
  },
  {
    name: 'head-serves',
    summary: "one up-to-date running task of the head in every slot, unchanged for longer than the engine's own window",
    claims: ['misattribution', 'false-alarm'],
    create: headServes,
  },
];

export function ruleNamed(name: string): Rule {
  const rule = CATALOGUE.find((candidate) => candidate.name === name);
  if (rule !== undefined) return rule;
  throw new SimError({
    code: 'usage.unknown-rule',
    what: `no rule is called "${name}"`,
    remedy: `The rules are ${CATALOGUE.map((known) => known.name).join(', ')}.`,
  });
}
