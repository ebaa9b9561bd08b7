// manager/orchestrator/replicated/restart_test.go: two replicas, no agent; the test writes what becomes of tasks.
import { deploys, sets, starts, touches } from '../acts.ts';
import type { StageEnd, TaskShown } from '../happened.ts';
import type { SpecSetup, SwarmSetup } from '../swarm-setup.ts';
import { ORCHESTRATOR, type Stage, type UpstreamCase } from '../upstream-case.ts';

const ROW = {
  section: '11.3',
  source: 'manager/orchestrator/replicated/restart_test.go',
  runs: ORCHESTRATOR,
} as const;

const STARTED: Stage = { does: [starts], happens: ['1.1 v1 created running', '2.1 v1 created running'] };

/** v1, and the same with ForceUpdate counted up. */
function withRestart(restart: SpecSetup['restart']): SwarmSetup {
  const spec = { replicas: 2, restart: { delayMs: 0, ...restart } };
  return { services: [{ specs: { v1: spec, forced: spec } }] };
}

/** A replacement: of what a task's end leads to, the whole. */
const replaced = (slot: number, k: number, spec = 'v1'): string =>
  `${slot}.${k} to shutdown, ${slot}.${k + 1} ${spec} created ready, ${slot}.${k + 1} to running`;

const created = ({ created }: StageEnd): number => created.length;
const isNewOfForced = ({ spec, state }: TaskShown): boolean => spec === 'forced' && state === 'new';
const LIMITED = { delayMs: 100, maxAttempts: 1 } as const;

export const RESTART: readonly UpstreamCase[] = [
  {
    ...ROW,
    test: 'TestOrchestratorRestartOnAny',
    swarm: withRestart({ condition: 'any' }),
    script: [
      STARTED,
      { does: [sets('1.1', 'failed')], happens: [replaced(1, 1)] },
      { does: [sets('2.1', 'complete')], happens: [replaced(2, 1)] },
    ],
  },
  {
    ...ROW,
    test: 'TestOrchestratorRestartOnFailure',
    swarm: withRestart({ condition: 'on-failure' }),
    script: [
      STARTED,
      { does: [sets('1.1', 'failed')], happens: [replaced(1, 1)] },
      { does: [sets('2.1', 'complete')], happens: ['2.1 to shutdown'] },
      { does: [touches()], happens: [] },
      { does: [deploys('forced')], shows: created, expected: 1 },
      { does: [sets(isNewOfForced, 'running')], shows: created, expected: 1 },
    ],
  },
  {
    ...ROW,
    test: 'TestOrchestratorRestartOnNone',
    swarm: withRestart({ condition: 'none' }),
    script: [
      STARTED,
      { does: [sets('1.1', 'failed')], happens: ['1.1 to shutdown'] },
      { does: [sets('2.1', 'complete')], happens: ['2.1 to shutdown'] },
      { does: [touches()], happens: [] },
      { does: [deploys('forced')], shows: created, expected: 1 },
      { does: [sets(isNewOfForced, 'running')], shows: created, expected: 1 },
    ],
  },
  {
    ...ROW,
    test: 'TestOrchestratorRestartDelay',
    swarm: withRestart({ condition: 'any', delayMs: 100 }),
    script: [
      STARTED,
      { does: [sets('1.1', 'failed')], forMs: 99, happens: ['1.1 to shutdown, 1.2 v1 created ready'] },
      { happens: ['1.2 to running'] },
    ],
  },
  {
    ...ROW,
    test: 'TestOrchestratorRestartMaxAttempts',
    swarm: withRestart(LIMITED),
    script: [
      STARTED,
      { does: [sets('1.1', 'failed')], forMs: 99, happens: ['1.1 to shutdown, 1.2 v1 created ready'] },
      { happens: ['1.2 to running'] },
      { does: [sets('2.1', 'failed')], happens: [replaced(2, 1)] },
      { does: [sets('1.2', 'failed')], happens: ['1.2 to shutdown'] },
      { does: [sets('2.2', 'failed')], happens: ['2.2 to shutdown'] },
      // A new SpecVersion: counters start over. The updater brings one slot after the other.
      { does: [deploys('forced')], shows: created, expected: 1 },
      { does: [sets(isNewOfForced, 'running')], forMs: 100, shows: created, expected: 1 },
      { does: [sets('1.3', 'failed')], forMs: 99, happens: ['1.3 to shutdown, 1.4 forced created ready'] },
      { forMs: 100, happens: ['1.4 to running'] },
      { does: [sets('2.3', 'failed')], forMs: 200, happens: [replaced(2, 3, 'forced')] },
      { does: [sets('1.4', 'failed')], forMs: 200, happens: ['1.4 to shutdown'] },
      { does: [sets('2.4', 'failed')], forMs: 200, happens: ['2.4 to shutdown'] },
    ],
  },
  {
    ...ROW,
    test: 'TestOrchestratorRestartWindow',
    swarm: withRestart({ ...LIMITED, windowMs: 500 }),
    script: [
      STARTED,
      { does: [sets('1.1', 'failed')], forMs: 99, happens: ['1.1 to shutdown, 1.2 v1 created ready'] },
      { happens: ['1.2 to running'] },
      { does: [sets('2.1', 'failed')], happens: [replaced(2, 1)] },
      { does: [sets('1.2', 'failed')], forMs: 200, happens: ['1.2 to shutdown'] },
      { forMs: 1_000, happens: [] },
      { does: [sets('2.2', 'failed')], forMs: 99, happens: ['2.2 to shutdown, 2.3 v1 created ready'] },
      { happens: ['2.3 to running'] },
    ],
  },
];
