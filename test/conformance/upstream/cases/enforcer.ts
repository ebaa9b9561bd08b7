// manager/orchestrator/constraintenforcer/constraint_enforcer_test.go
import { changesNode, starts } from '../acts.ts';
import type { SpecSetup, SwarmSetup } from '../swarm-setup.ts';
import type { SimplifiedRow, UpstreamCase } from '../upstream-case.ts';

const ROW = {
  section: '11.7',
  source: 'manager/orchestrator/constraintenforcer/constraint_enforcer_test.go',
  runs: ['constraint-enforcer'],
} as const;

const CONSTRAINED: SpecSetup = { constrained: true };
const LABEL = "the constraint is on a node's label, not on its role";
const labelled: SwarmSetup = {
  services: [{ specs: { v1: CONSTRAINED } }, { specs: { v1: {} } }],
  tasks: [
    { slot: 1, node: 1, state: 'running' },
    { service: 1, slot: 1, node: 1, state: 'running' },
  ],
};

export const ENFORCER: readonly UpstreamCase[] = [
  {
    ...ROW,
    test: 'TestConstraintEnforcer: a constraint that is not met when it starts',
    apart: LABEL,
    swarm: {
      services: [{ specs: { v1: CONSTRAINED } }, { specs: { v1: { replicas: 2 } } }],
      nodes: [{ unlabelled: true }],
      tasks: [
        { slot: 1, node: 1, state: 'new' },
        { service: 1, slot: 1, node: 1, state: 'new' },
        { service: 1, slot: 2, node: 1, state: 'new', desired: 'complete' },
      ],
    },
    script: [{ does: [starts], happens: ['1.1 is rejected'] }],
  },
  {
    ...ROW,
    test: 'TestConstraintEnforcer: the node changes',
    apart: LABEL,
    swarm: labelled,
    script: [
      { does: [starts], happens: [] },
      { does: [changesNode('relabel-node', 1)], happens: ['1.1 is rejected'] },
    ],
  },
  {
    ...ROW,
    test: 'TestConstraintEnforcer: the node has too little memory',
    apart: 'the node is small from the start: hosts do not shrink in the model',
    swarm: {
      memoryMb: 500,
      services: [{ specs: { v1: {} } }, { specs: { v1: { reservationMb: 900 } } }],
      tasks: [
        { slot: 1, node: 1, state: 'new', desired: 'new' },
        { service: 1, slot: 1, node: 1, state: 'pending', desired: 'ready' },
      ],
    },
    script: [{ does: [starts], happens: ['b1.1 is rejected'] }],
  },
  {
    ...ROW,
    test: 'TestRejectNoncompliantTasksIgnoresCompletedJobTasks',
    apart: 'the completed task is no job, but one that is complete all the same',
    swarm: {
      memoryMb: 1_024,
      services: [{ specs: { v1: { reservationMb: 700 } } }, { specs: { v1: { reservationMb: 700 } } }],
      tasks: [
        { slot: 1, node: 1, state: 'complete', desired: 'complete' },
        { service: 1, slot: 1, node: 1, state: 'running' },
      ],
    },
    script: [{ does: [starts], happens: [] }],
  },
  {
    ...ROW,
    test: 'TestOutdatedTaskPlacementConstraints',
    swarm: {
      services: [{ specs: { placed: CONSTRAINED, v1: { template: 'placed' } }, specVersion: 1 }],
      tasks: [{ slot: 1, node: 1, spec: 'v1', state: 'running' }],
    },
    script: [
      { does: [starts], happens: [] },
      { does: [changesNode('relabel-node', 1)], happens: ['1.1 is rejected'] },
    ],
  },
];

const GENERIC = 'there are no generic resources';
export const ENFORCER_SIMPLIFIED: readonly SimplifiedRow[] = [
  { section: ROW.section, source: ROW.source, test: 'TestGenericResourcesPlacementConstraints', simplified: GENERIC },
  {
    section: ROW.section,
    source: ROW.source,
    test: 'TestGenericResourcesPlacementConstraintsDiscrete',
    simplified: GENERIC,
  },
];
