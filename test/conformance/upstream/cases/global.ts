// manager/orchestrator/global/global_test.go: the global orchestrator, without agents. A slot is a node.
import { changesNode, comesUp, creates, deletes, deploys, goesDown, removes, sets, starts, touches } from '../acts.ts';
import type { ServiceSetup, SpecSetup, SwarmSetup, TaskSetup } from '../swarm-setup.ts';
import { ORCHESTRATOR, type UpstreamCase } from '../upstream-case.ts';

const ROW = {
  section: '11.5',
  source: 'manager/orchestrator/global/global_test.go',
  runs: ORCHESTRATOR,
} as const;

/** With it deletions are looked at; there is nothing that it would delete itself. */
const AND_REAPER = { runs: [...ORCHESTRATOR, 'task-reaper'] } as const;

const RESTART_DELAY = { restart: { delayMs: 50 } } as const;
const NO_RESTART = { restart: { condition: 'none', delayMs: 50 } } as const;
const service = (specs: Readonly<Record<string, SpecSetup>>): ServiceSetup => ({ mode: 'global', specs });
const one = service({ v1: RESTART_DELAY, forced: RESTART_DELAY, forcedTwice: RESTART_DELAY });
const onOneNode = (...tasks: readonly TaskSetup[]): SwarmSetup => ({ services: [one], tasks });

const JOINS = 'a node that joins is one that was DOWN until then';
const ON_FIRST = ['1.1 v1 created running on 1'];
const SET_UP = { does: [creates(0)], happens: ON_FIRST } as const;
const STOPPED = { does: [starts], happens: ['1.1 to shutdown'] } as const;

const NODES: readonly UpstreamCase[] = [
  {
    ...ROW,
    test: 'TestSetup',
    apart: JOINS,
    swarm: { services: [one], nodes: [{ down: true }] },
    script: [
      { does: [creates(0)], happens: [] },
      { does: [comesUp(1)], happens: ON_FIRST },
    ],
  },
  {
    ...ROW,
    test: 'TestAddNode',
    apart: JOINS,
    swarm: { services: [one], nodes: [{}, { down: true }] },
    script: [SET_UP, { does: [comesUp(2)], happens: ['2.1 v1 created running on 2'] }],
  },
  {
    ...ROW,
    ...AND_REAPER,
    test: 'TestDeleteNode',
    swarm: { services: [one] },
    script: [SET_UP, { does: [changesNode('remove-node', 1)], happens: ['1.1 deleted'] }],
  },
  {
    ...ROW,
    test: 'TestDeleteService',
    swarm: { services: [one] },
    script: [SET_UP, { does: [removes()], happens: ['1.1 to remove'] }],
  },
  {
    ...ROW,
    test: 'TestAddService',
    swarm: { services: [one, service({ v1: {} })] },
    script: [SET_UP, { does: [creates(1)], happens: ['b1.1 v1 created running on 1'] }],
  },
  {
    ...ROW,
    test: 'TestNodeAvailability: drain, active',
    swarm: { services: [one] },
    script: [
      SET_UP,
      { does: [changesNode('drain', 1)], happens: ['1.1 to shutdown'] },
      { does: [deploys('forced')], happens: [] },
      { does: [changesNode('activate', 1)], happens: ['1.2 forced created running on 1'] },
    ],
  },
  {
    ...ROW,
    test: 'TestNodeAvailability: pause',
    swarm: { services: [one] },
    script: [
      SET_UP,
      { does: [changesNode('pause-node', 1), sets('1.1', 'failed')], happens: ['1.1 to shutdown'] },
      { does: [deploys('forced')], happens: [] },
    ],
  },
  {
    ...ROW,
    test: 'TestNodeState',
    swarm: { services: [one] },
    script: [
      SET_UP,
      { does: [goesDown(1)], happens: ['1.1 to shutdown'] },
      { does: [deploys('forced')], happens: [] },
      { does: [comesUp(1)], happens: ['1.2 forced created running on 1'] },
    ],
  },
  {
    ...ROW,
    test: 'TestRemoveTask',
    swarm: { services: [one] },
    script: [SET_UP, { does: [deletes('1.1')], happens: [] }],
  },
  {
    ...ROW,
    test: 'TestTaskFailure: restart on any',
    swarm: { services: [one] },
    script: [
      SET_UP,
      {
        does: [sets('1.1', 'failed')],
        happens: ['1.1 to shutdown, 1.2 v1 created ready on 1, 1.2 to running'],
      },
    ],
  },
  {
    ...ROW,
    test: 'TestTaskFailure: restart none',
    swarm: { services: [service({ v1: NO_RESTART, forced: NO_RESTART })] },
    script: [
      SET_UP,
      { does: [sets('1.1', 'failed')], happens: ['1.1 to shutdown'] },
      { does: [touches()], happens: [] },
      { does: [deploys('forced')], shows: ({ created }) => created, expected: ['1.2'] },
    ],
  },
];

const LOOKBACK = { restart: { delayMs: 50, maxAttempts: 3, windowMs: 600_000 } } as const;
const minutes = (ago: number): { readonly agoMs: number } => ({ agoMs: ago * 60_000 });
const over = (specVersion: number, ago: number): TaskSetup => ({
  slot: 1,
  specVersion,
  state: specVersion === 1 ? 'shutdown' : 'failed',
  desired: 'shutdown',
  ...minutes(ago),
});

const STARTING: readonly UpstreamCase[] = [
  {
    ...ROW,
    test: 'TestInitializationRejectedTasks',
    swarm: onOneNode({ slot: 1, state: 'rejected', desired: 'ready' }),
    script: [{ does: [starts], forMs: 49, happens: ['1.1 to shutdown, 1.2 v1 created ready on 1'] }],
  },
  {
    ...ROW,
    test: 'TestInitializationFailedTasks',
    swarm: onOneNode({ slot: 1, state: 'failed' }),
    script: [
      { does: [starts], forMs: 49, happens: ['1.1 to shutdown, 1.2 v1 created ready on 1'] },
      { happens: ['1.2 to running'] },
    ],
  },
  {
    ...ROW,
    test: 'TestInitializationExtraTask',
    swarm: onOneNode({ slot: 1, state: 'running' }, { slot: 1, state: 'running' }),
    script: [
      {
        does: [starts],
        shows: ({ tasks }) => tasks.map(({ desired }) => desired).sort(),
        expected: ['running', 'shutdown'],
      },
    ],
  },
  {
    ...ROW,
    test: 'TestInitializationMultipleServices',
    swarm: {
      services: [service({ v1: RESTART_DELAY, slower: { restart: { delayMs: 70 } } }), service({ v1: {} })],
      tasks: [
        { slot: 1, state: 'running' },
        { service: 1, slot: 1, state: 'running' },
      ],
    },
    script: [
      { does: [starts], happens: [] },
      { does: [deploys('slower')], forMs: 100, happens: ['1.1 to shutdown, 1.2 slower created ready on 1'] },
      { does: [sets('b1.1', 'failed')], forMs: 100, happens: ['b1.1 to shutdown, b1.2 v1 created ready on 1'] },
    ],
  },
  {
    ...ROW,
    test: 'TestInitializationTaskOnDrainedNode',
    swarm: { ...onOneNode({ slot: 1, state: 'running' }), nodes: [{ availability: 'drain' }] },
    script: [STOPPED],
  },
  {
    ...ROW,
    ...AND_REAPER,
    test: 'TestInitializationTaskWithoutService',
    swarm: onOneNode({ slot: 1, state: 'running' }),
    script: [{ does: [removes(), starts], happens: ['1.1 deleted'] }],
  },
  {
    ...ROW,
    test: 'TestInitializationTaskOnNonexistentNode',
    swarm: onOneNode({ slot: 1, state: 'running' }),
    script: [{ does: [changesNode('remove-node', 1), starts], happens: ['1.1 to shutdown'] }],
  },
  {
    ...ROW,
    test: 'TestInitializationRestartHistory',
    swarm: {
      services: [{ ...service({ v1: LOOKBACK }), specVersion: 2 }],
      tasks: [
        over(1, 5),
        over(2, 12),
        over(2, 11),
        over(2, 9),
        { slot: 1, specVersion: 2, state: 'running', ...minutes(8) },
      ],
    },
    script: [
      { does: [starts], happens: [] },
      {
        does: [sets('1.5', 'failed')],
        happens: ['1.5 to shutdown, 1.6 v1 created ready on 1, 1.6 to running'],
      },
      { does: [sets('1.6', 'rejected')], happens: ['1.6 to shutdown'] },
    ],
  },
];

export const GLOBAL: readonly UpstreamCase[] = [...NODES, ...STARTING];
