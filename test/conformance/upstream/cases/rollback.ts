// manager/orchestrator/replicated/update_test.go TestUpdaterRollback: two failures of four are more than a ratio of 0.4.
import { deploys, raises, starts } from '../acts.ts';
import { failsByTurns } from '../fake-agent.ts';
import type { SpecSetup } from '../swarm-setup.ts';
import { ORCHESTRATOR, type SimplifiedRow, type UpstreamCase } from '../upstream-case.ts';
import type { FailureAction } from '#model/vocabulary.js';

const ROW = { section: '11.2', source: 'manager/orchestrator/replicated/update_test.go' } as const;
const PACE = { parallelism: 1, delayMs: 10, maxFailureRatio: 0.4, monitorMs: 500 } as const;

const image = (rollbackAction: FailureAction): SpecSetup => ({
  replicas: 4,
  restart: { condition: 'none' },
  update: { ...PACE, failureAction: 'rollback' },
  rollback: { ...PACE, failureAction: rollbackAction },
});

/** Three new tasks, then a rollback; three old ones, then its end. */
const story = (end: string): readonly string[] => [
  'updating',
  ...['image2', 'image2', 'image2'],
  'rollback_started',
  ...['image1', 'image1', 'image1'],
  end,
];

function rollsBack(test: string, action: FailureAction, secondEnd: string): UpstreamCase {
  const said = (seen: { readonly story: readonly string[] }): readonly string[] => seen.story;
  return {
    ...ROW,
    test,
    runs: ORCHESTRATOR,
    swarm: { services: [{ specs: { image1: image(action), image2: image(action) } }] },
    agent: failsByTurns,
    script: [
      { does: [starts], shows: said, expected: ['image1', 'image1', 'image1', 'image1'] },
      { does: [deploys('image2')], shows: said, expected: story('rollback_completed') },
      {
        does: [raises('image1 fails'), deploys('image2')],
        shows: said,
        expected: ['unset', ...story(secondEnd)],
      },
    ],
  };
}

export const ROLLBACK: readonly UpstreamCase[] = [
  rollsBack('TestUpdaterRollback/pause/monitor_set/spec_version_set', 'pause', 'rollback_paused'),
  rollsBack('TestUpdaterRollback/continue/spec_version_set', 'continue', 'rollback_completed'),
];

const NO_VERSION = 'every service has a SpecVersion, as each that the API has created';
const DISABLED = 'disabled upstream (swarmkit#2137)';
export const ROLLBACK_SIMPLIFIED: readonly SimplifiedRow[] = [
  { ...ROW, test: 'TestUpdaterRollback/pause/monitor_set/spec_version_unset', simplified: NO_VERSION },
  { ...ROW, test: 'TestUpdaterRollback/continue/spec_version_unset', simplified: NO_VERSION },
  { ...ROW, test: 'TestUpdaterRollback/pause/monitor_unset/spec_version_unset', simplified: DISABLED },
  { ...ROW, test: 'TestUpdaterRollback/pause/monitor_unset/spec_version_set', simplified: DISABLED },
];
