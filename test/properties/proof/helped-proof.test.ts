// A proof does not depend on how many threads help with it: but for the memory that they take it is the same, to the last step.
import { boundsOf } from '#properties/proof/bounds.js';
import { ALL_REDUCTIONS } from '#properties/proof/proof-system.js';
import { proofWorld, TICK_MS } from '#properties/proof/proof-world.js';
import { run, type ProofJob } from '#properties/proof/prove-world.js';
import { run as exhaust, type ExhaustJob } from '#properties/proof/exhaust.js';
import { FINDING_KINDS } from '#properties/outcomes.js';
import type { Aides } from '#src/explore/help/aide.js';
import { aidesFrom } from '#src/explore/workers/aides.js';
import { expect, test } from 'vitest';
import { tinyWorld } from '../tiny-world.ts';

const CLAIMS = ['masking-race', 'misattribution', 'false-alarm', 'late'];
const always = () => true;
const moduleNamed = (name: string): string => import.meta.resolve(`#properties/proof/${name}.js`);

function inAnyNumber<Job, Found extends { readonly peakBytes: number }>(
  name: string,
  prove: (job: Job, hasTimeLeft: () => boolean, aides?: Aides) => Found,
  job: Job,
): Found {
  const alone = prove(job, always);
  for (const threads of [1, 2]) {
    const together = prove(job, always, aidesFrom(threads, moduleNamed(name), job, 100));
    expect(together).toEqual({ ...alone, peakBytes: together.peakBytes });
  }
  return alone;
}

const worlds = boundsOf('small').worlds.filter(({ name }) =>
  ['start-first rollback/pause dies once', 'start-first rollback/pause good, scale'].includes(name),
);

test.each(['head-serves', 'cc-ci/v4', 'peer/docker-cli'])('%s over small worlds', (rule) => {
  expect(worlds.length).toBeGreaterThan(0);
  for (const world of worlds) {
    const job: ProofJob = {
      rule,
      scenario: proofWorld(world.name, world.parameters),
      tickMs: TICK_MS,
      refuting: rule === 'head-serves' ? CLAIMS : ['masking-race'],
      reductions: ALL_REDUCTIONS,
      limits: { states: 1_000_000, bytes: 2 ** 31, depth: Infinity },
    };
    const { outcome } = inAnyNumber('prove-world', run, job);
    expect(outcome).toMatch(rule === 'head-serves' ? /proved|unwitnessed/ : /refuted|unwitnessed|proved/);
  }
});

test('a scenario of one’s own, with the nearest of each kind that is filed', () => {
  const job: ExhaustJob = {
    rule: 'cc-ci/v3',
    scenario: { ...tinyWorld('start-first'), watcher: { ...tinyWorld('start-first').watcher, deadlineMs: 6 } },
    tickMs: 1,
    refuting: ['late'],
    filed: [...FINDING_KINDS],
    limits: { states: 1_000_000, bytes: 2 ** 31 },
  };
  const { traces } = inAnyNumber('exhaust', exhaust, job);
  expect(traces.map(({ outcome }) => outcome.kind)).toContain('masking-race');
});
