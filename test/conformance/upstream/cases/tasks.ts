// manager/orchestrator/task_test.go: when a task is dirty, and which task of a slot is the oldest.
import { differsInPlacementAlone, isDirtyTask } from '#model/actors/dirty.js';
import { specAt } from '#model/model.js';
import { S, T } from '#model/world.js';
import { get } from '#src/layout/layout.js';
import { createsTask, deploys } from '../acts.ts';
import type { StageEnd } from '../happened.ts';
import type { NodeSetup, SpecSetup } from '../swarm-setup.ts';
import type { UpstreamCase } from '../upstream-case.ts';

const ROW = { section: '11.6', source: 'manager/orchestrator/task_test.go', runs: [] } as const;

function isDirty({ m, row, tasks }: StageEnd): boolean {
  const service = m.places.service(0);
  const task = m.places.task(tasks[0]?.record ?? -1);
  return isDirtyTask(m, row, task, get(row, service + S.spec), get(row, service + S.specVersion));
}

function inPlacementAlone({ m, row, tasks }: StageEnd): boolean {
  const mine = specAt(m, get(row, m.places.task(tasks[0]?.record ?? -1) + T.spec));
  return differsInPlacementAlone(mine, specAt(m, get(row, m.places.service(0) + S.spec)));
}

/** A task of v1 on the node, and a service that has come to another spec. */
function asks(test: string, shows: Required<UpstreamCase['script'][number]>['shows'], expected: boolean) {
  return (to: SpecSetup, node: NodeSetup = {}): UpstreamCase => ({
    ...ROW,
    test,
    swarm: {
      services: [{ specs: { v1: {}, next: to } }],
      nodes: [node],
      tasks: [{ slot: 1, node: 1, state: 'new' }],
    },
    script: [{ does: [deploys('next')], shows, expected }],
  });
}

const SAME = { template: 'v1' } as const;
const PLACED = { template: 'v1', constrained: true } as const;

export const TASKS: readonly UpstreamCase[] = [
  asks('TestIsTaskDirty (1): equal', isDirty, false)(SAME),
  asks('TestIsTaskDirty (2): only a constraint that the node satisfies', isDirty, false)(PLACED),
  asks('TestIsTaskDirty (3): only a constraint that it violates', isDirty, true)(PLACED, { unlabelled: true }),
  asks('TestIsTaskDirty (4): another placement and another image', isDirty, true)({ preferences: 'spread' }),
  asks('TestIsTaskDirtyPlacementConstraintsOnly (1): equal', inPlacementAlone, false)(SAME),
  asks('TestIsTaskDirtyPlacementConstraintsOnly (2): a constraint', inPlacementAlone, true)(PLACED),
  asks('TestIsTaskDirtyPlacementConstraintsOnly (3): and the image', inPlacementAlone, false)({ constrained: true }),
  asks('TestIsTaskDirtyPlacementConstraintsOnly (4): no constraint, but the image', inPlacementAlone, false)({}),
  {
    ...ROW,
    test: 'TestTaskSort',
    apart: 'a status has one instant, AppliedAt; the order shows in which of five tasks the reaper takes',
    swarm: {
      services: [{ specs: { v1: {} } }],
      // The later a task was created, the earlier its status was written.
      tasks: [1, 2, 3, 4, 5].map((k) => ({ slot: 1, state: 'failed', desired: 'shutdown', agoMs: k * 1_000 })),
    },
    script: [
      {
        does: [createsTask(1)],
        shows: ({ tasks }) => tasks.map(({ label }) => label),
        expected: ['1.1', '1.2', '1.3', '1.4', '1.6'],
      },
    ],
  },
];
