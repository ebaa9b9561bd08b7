// manager/orchestrator/replicated/replicated_test.go and drain_test.go: the orchestrator, without agents.
import { adds, changesNode, creates, deletes, deploys, removes, starts } from '../acts.ts';
import type { StageEnd } from '../happened.ts';
import type { SwarmSetup, TaskSetup } from '../swarm-setup.ts';
import { ORCHESTRATOR, type UpstreamCase } from '../upstream-case.ts';

const ROW = {
  section: '11.4',
  source: 'manager/orchestrator/replicated/replicated_test.go',
  runs: ORCHESTRATOR,
} as const;
const DRAIN_ROW = { ...ROW, source: 'manager/orchestrator/replicated/drain_test.go' } as const;

const count = (seen: StageEnd, desired: string): number =>
  seen.tasks.filter((task) => task.service === 1 && task.desired === desired).length;

const running = (slot: number, node: number): TaskSetup => ({ slot, node, state: 'running' });

const SCALED: SwarmSetup = {
  services: [
    {
      slots: 7,
      specs: { six: { replicas: 6 }, four: { template: 'six', replicas: 4 }, two: { template: 'six', replicas: 2 } },
    },
  ],
  nodes: [{}, {}, {}],
  tasks: [
    { slot: 1, node: 1, state: 'starting' },
    running(2, 2),
    running(3, 2),
    running(4, 3),
    running(5, 3),
    running(6, 3),
    { slot: 7, state: 'new' },
  ],
};
const SIX_TO_FOUR = { does: [deploys('four')], happens: ['5.1 to remove', '6.1 to remove'] } as const;
const SEVEN_TO_SIX = { does: [starts], happens: ['7.1 to remove'] } as const;

const initial = (replicas: number, ...tasks: readonly TaskSetup[]): SwarmSetup => ({
  services: [{ specs: { v1: { replicas } } }],
  tasks,
});

const DRAINED: SwarmSetup = {
  services: [{ specs: { v1: { replicas: 5, restart: { condition: 'none' } } } }],
  nodes: [{}, { down: true }, { availability: 'pause' }, { availability: 'drain' }],
  tasks: [
    { slot: 1, state: 'new' },
    { slot: 2, state: 'new', node: 1 },
    { slot: 3, state: 'new', node: 2 },
    { slot: 4, state: 'new', node: 3 },
    { slot: 5, state: 'new', node: 4 },
  ],
};
const DRAINED_AT_START = { does: [starts], happens: ['3.1 to shutdown', '5.1 to shutdown'] } as const;

export const REPLICATED: readonly UpstreamCase[] = [
  {
    ...ROW,
    test: 'TestReplicatedOrchestrator: services are created, one is scaled out and in',
    swarm: {
      services: [
        { specs: { v1: { replicas: 2 } } },
        { specs: { one: {}, three: { template: 'one', replicas: 3 }, oneAgain: { template: 'one' } } },
      ],
    },
    script: [
      { does: [creates(0)], happens: ['1.1 v1 created running', '2.1 v1 created running'] },
      { does: [creates(1)], happens: ['b1.1 one created running'] },
      { does: [deploys('three', 1)], happens: ['b2.1 three created running', 'b3.1 three created running'] },
      {
        does: [deploys('oneAgain', 1)],
        shows: (seen) => ({ removed: count(seen, 'remove'), live: count(seen, 'running') }),
        expected: { removed: 2, live: 1 },
      },
    ],
  },
  {
    ...ROW,
    test: 'TestReplicatedOrchestrator: a live task is deleted, and created again',
    swarm: { services: [{ specs: { v1: { replicas: 2 } } }] },
    script: [
      { does: [creates(0)], happens: ['1.1 v1 created running', '2.1 v1 created running'] },
      { does: [deletes('2.1')], happens: ['2.2 v1 created running'] },
    ],
  },
  {
    ...ROW,
    test: 'TestReplicatedOrchestrator: the service is deleted',
    swarm: { services: [{ specs: { v1: { replicas: 2 } } }] },
    script: [
      { does: [creates(0)], happens: ['1.1 v1 created running', '2.1 v1 created running'] },
      { does: [removes(0)], happens: ['1.1 to remove', '2.1 to remove'] },
    ],
  },
  {
    ...ROW,
    test: 'TestReplicatedScaleDown: 7 tasks to 6 replicas, the unassigned one goes',
    swarm: SCALED,
    script: [SEVEN_TO_SIX],
  },
  {
    ...ROW,
    test: 'TestReplicatedScaleDown: 6 to 4, two of the three on one node go',
    swarm: SCALED,
    script: [SEVEN_TO_SIX, SIX_TO_FOUR],
  },
  {
    ...ROW,
    test: 'TestReplicatedScaleDown: 4 to 2, the one that does not run goes first',
    swarm: SCALED,
    script: [SEVEN_TO_SIX, SIX_TO_FOUR, { does: [deploys('two')], happens: ['1.1 to remove', '3.1 to remove'] }],
  },
  {
    ...ROW,
    test: 'TestInitializationRejectedTasks',
    swarm: initial(1, { slot: 1, node: 1, state: 'rejected', desired: 'ready' }),
    script: [{ does: [starts], forMs: 100, happens: ['1.1 to shutdown, 1.2 v1 created ready'] }],
  },
  {
    ...ROW,
    test: 'TestInitializationFailedTasks',
    swarm: initial(2, { slot: 1, node: 1, state: 'failed' }, { slot: 2, node: 1, state: 'starting' }),
    script: [{ does: [starts], forMs: 100, happens: ['1.1 to shutdown, 1.2 v1 created ready'] }],
  },
  {
    ...ROW,
    test: 'TestInitializationNodeDown',
    swarm: { ...initial(1, running(1, 1)), nodes: [{ down: true }] },
    script: [{ does: [starts], forMs: 100, happens: ['1.1 to shutdown, 1.2 v1 created ready'] }],
  },
  {
    ...ROW,
    test: 'TestInitializationDelayStart',
    swarm: {
      services: [{ specs: { v1: { restart: { delayMs: 100 } } } }],
      tasks: [{ slot: 1, node: 1, state: 'ready', desired: 'ready' }],
    },
    script: [{ does: [starts], forMs: 99, happens: [] }, { happens: ['1.1 to running'] }],
  },
  {
    ...DRAIN_ROW,
    test: 'TestDrain: nodes that are DOWN or drained when it starts',
    apart: 'no node is UNKNOWN in the model',
    swarm: DRAINED,
    script: [DRAINED_AT_START],
  },
  {
    ...DRAIN_ROW,
    test: 'TestDrain: a new task on a node that is DOWN',
    swarm: DRAINED,
    script: [DRAINED_AT_START, { does: [adds({ slot: 3, state: 'new', node: 2 })], happens: ['3.2 to shutdown'] }],
  },
  {
    ...DRAIN_ROW,
    test: 'TestDrain: a node is drained',
    swarm: DRAINED,
    script: [DRAINED_AT_START, { does: [changesNode('drain', 3)], happens: ['4.1 to shutdown'] }],
  },
  {
    ...DRAIN_ROW,
    test: 'TestDrain: a node is deleted',
    swarm: DRAINED,
    script: [DRAINED_AT_START, { does: [changesNode('remove-node', 3)], happens: ['4.1 to shutdown'] }],
  },
];
