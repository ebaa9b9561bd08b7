// manager/scheduler/scheduler_test.go
import { adds, comesUp, deploys, sets, wants } from '../acts.ts';
import type { ServiceSetup, TaskSetup } from '../swarm-setup.ts';
import type { SimplifiedRow, UpstreamCase } from '../upstream-case.ts';

const ROW = { section: '11.7', source: 'manager/scheduler/scheduler_test.go', runs: ['scheduler'] } as const;

/** Of a node's 1000 MB. */
const BIG: ServiceSetup = {
  specs: { v1: { reservationMb: 800, replicas: 2 }, v2: { reservationMb: 800, replicas: 2 } },
};
const placed: TaskSetup = { slot: 1, node: 1, state: 'running' };
const waiting: TaskSetup = { slot: 2, state: 'pending' };

export const SCHEDULER: readonly UpstreamCase[] = [
  {
    ...ROW,
    test: 'TestSchedulerResourceConstraint',
    apart: 'nodes are alike: the small one is one that is taken, UNKNOWN ones are DOWN; Status.Err is not modelled',
    swarm: {
      services: [BIG],
      nodes: [{}, { down: true }, { down: true }, { down: true }],
      tasks: [placed, waiting],
    },
    script: [
      { forMs: 1_000, happens: [] },
      { does: [comesUp(4)], happens: ['2.1 is assigned on 4'] },
    ],
  },
  {
    ...ROW,
    test: 'TestSchedulerResourceConstraintDeadTask',
    apart: 'Status.Err is not modelled',
    swarm: { services: [BIG], tasks: [{ slot: 1, state: 'pending' }] },
    script: [
      { happens: ['1.1 is assigned on 1'] },
      { does: [adds(waiting)], forMs: 1_000, happens: [] },
      { does: [sets('1.1', 'shutdown')], happens: ['2.1 is assigned on 1'] },
    ],
  },
  {
    ...ROW,
    test: 'TestSchedulerPreexistingDeadTask',
    swarm: { services: [BIG], tasks: [{ ...placed, state: 'shutdown' }, waiting] },
    script: [{ happens: ['2.1 is assigned on 1'] }],
  },
  {
    ...ROW,
    test: 'TestUnscheduleableTask',
    apart: 'what makes it unschedulable is a reservation, not MaxReplicas',
    swarm: { services: [BIG], tasks: [placed, waiting] },
    script: [
      { forMs: 1_000, happens: [] },
      { does: [wants('2.1', 'shutdown'), deploys('v2')], happens: ['2.1 is shutdown'] },
    ],
  },
];

const FAULTY = 'the scheduler does not avoid nodes on which tasks of the service have failed';
export const SCHEDULER_SIMPLIFIED: readonly SimplifiedRow[] = ['', 'SpecVersion'].map((of) => ({
  section: ROW.section,
  source: ROW.source,
  test: `TestSchedulerFaultyNode${of}`,
  simplified: FAULTY,
}));
