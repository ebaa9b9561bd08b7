// manager/orchestrator/taskreaper/task_reaper_test.go. MaxAttempts sets the number of tasks that a slot keeps: one more than that.
import { TaskState, type TaskStateName } from '#model/vocabulary.js';
import { createsTask, deploys, removes, sets, starts, wants } from '../acts.ts';
import { isWanted, type StageEnd } from '../happened.ts';
import type { SwarmSetup, TaskSetup } from '../swarm-setup.ts';
import { ORCHESTRATOR, type SimplifiedRow, type UpstreamCase } from '../upstream-case.ts';

const ROW = { section: '11.7', source: 'manager/orchestrator/taskreaper/task_reaper_test.go' } as const;

const labels = ({ tasks }: StageEnd): readonly string[] => tasks.map(({ label }) => label);
const KEEPS_TWO = { restart: { condition: 'none', maxAttempts: 1 } } as const;
const LIMIT = 'a slot keeps two tasks, by MaxAttempts 1; the reaper works when a task is created in it';

const ended = (slot: number, state: TaskStateName, desired: TaskStateName): TaskSetup => ({ slot, state, desired });
const slotOf = (...tasks: readonly Omit<TaskSetup, 'slot'>[]): SwarmSetup => ({
  services: [{ specs: { v1: KEEPS_TWO } }],
  tasks: tasks.map((task) => ({ slot: 1, ...task })),
});
const DEAD = { state: 'shutdown', desired: 'shutdown' } as const;

/** swarmkit taskInTerminalState, taskWillNeverRun: rows of the table in TestTickHistoryCleanup. */
const ACTUAL: readonly TaskStateName[] = [
  ...(['new', 'pending', 'assigned', 'accepted', 'preparing', 'ready', 'starting', 'running'] as const),
  ...(['complete', 'failed', 'rejected', 'remove', 'orphaned'] as const),
];
const MATRIX = (['running', 'shutdown'] as const).flatMap((desired) => ACTUAL.map((state) => ({ state, desired })));
const isTerminal = (state: TaskStateName): boolean => TaskState[state] > TaskState.running;
/** As the upstream table has it. */
const goes = (state: TaskStateName, desired: TaskStateName): boolean =>
  isTerminal(state) || (desired === 'shutdown' && (state === 'new' || state === 'pending'));
const nameOf = (state: string, desired: string): string =>
  `TestTickHistoryCleanup: desired ${desired}, actual ${state}`;
const isUnhandled = ({ state, desired }: (typeof MATRIX)[number]): boolean =>
  desired === 'running' && isTerminal(state);

const CLEANUP = MATRIX.filter((row) => !isUnhandled(row)).map(({ state, desired }): UpstreamCase => ({
  ...ROW,
  test: nameOf(state, desired),
  apart: LIMIT,
  runs: [],
  swarm: slotOf({ state, desired }, { state: 'running' }),
  script: [{ does: [createsTask(1)], shows: (seen) => labels(seen).includes('1.1'), expected: !goes(state, desired) }],
}));

const failsBoth = { does: [sets(isWanted, 'failed')], shows: (seen: StageEnd) => seen.tasks.length } as const;

export const REAPER: readonly UpstreamCase[] = [
  {
    ...ROW,
    test: 'TestTaskReaperInit',
    apart: 'tasks of a service that is gone are those of slots that are',
    runs: ['task-reaper'],
    swarm: {
      services: [{ slots: 7, specs: { v1: { replicas: 2 } } }],
      tasks: [
        ended(1, 'failed', 'shutdown'),
        ended(1, 'running', 'running'),
        ended(2, 'running', 'running'),
        ended(3, 'shutdown', 'remove'),
        { ...ended(4, 'running', 'remove'), node: 1 },
        ended(5, 'complete', 'remove'),
        ended(6, 'pending', 'remove'),
        ended(7, 'new', 'remove'),
      ],
    },
    script: [{ does: [starts], happens: ['3.1 deleted', '5.1 deleted', '6.1 deleted', '7.1 deleted'] }],
  },
  {
    ...ROW,
    test: 'TestTick (3): within the limit, and above it',
    apart: LIMIT,
    runs: [],
    swarm: slotOf(DEAD),
    script: [
      { does: [createsTask(1)], shows: labels, expected: ['1.1', '1.2'] },
      { does: [createsTask(1)], shows: labels, expected: ['1.2', '1.3'] },
    ],
  },
  ...CLEANUP,
  {
    ...ROW,
    test: 'TestTaskHistory',
    apart: 'TaskHistoryRetentionLimit is the 5 that SwarmKit has by default, not 2',
    runs: ORCHESTRATOR,
    swarm: { services: [{ specs: { v1: { replicas: 2, restart: { delayMs: 0 } } } }] },
    script: [
      { does: [starts], shows: labels, expected: ['1.1', '2.1'] },
      { ...failsBoth, expected: 4 },
      { ...failsBoth, expected: 6 },
      { ...failsBoth, expected: 8 },
      { ...failsBoth, expected: 10 },
      {
        does: [sets(isWanted, 'failed')],
        shows: (seen) => ({ tasks: seen.tasks.length, oldest: labels(seen).filter((label) => label.endsWith('.1')) }),
        expected: { tasks: 10, oldest: [] },
      },
    ],
  },
  {
    ...ROW,
    test: 'TestTaskStateRemoveOnScaledown',
    runs: [...ORCHESTRATOR, 'task-reaper'],
    swarm: {
      services: [{ specs: { two: { replicas: 2 }, one: { template: 'two' } } }],
      tasks: [
        { slot: 1, node: 1, state: 'running' },
        { slot: 2, node: 1, state: 'running' },
      ],
    },
    script: [
      {
        does: [deploys('one')],
        forMs: 1_000,
        shows: ({ tasks }) => tasks.map(({ desired }) => desired).sort(),
        expected: ['remove', 'running'],
      },
      {
        does: [sets(({ desired }) => desired === 'remove', 'shutdown')],
        shows: ({ tasks }) => tasks.map(({ desired }) => desired),
        expected: ['running'],
      },
    ],
  },
  {
    ...ROW,
    test: 'TestTaskReaperBatching: within 250 ms',
    runs: ['task-reaper'],
    swarm: slotOf(DEAD, { state: 'running' }),
    script: [
      { forMs: 500, happens: [] },
      { does: [wants('1.1', 'remove')], forMs: 300, happens: ['1.1 deleted'] },
      { forMs: 500, happens: [] },
    ],
  },
  {
    ...ROW,
    test: 'TestTaskStateRemoveOnServiceRemoval',
    runs: [...ORCHESTRATOR, 'task-reaper'],
    swarm: { services: [{ specs: { v1: KEEPS_TWO } }], tasks: [{ slot: 1, node: 1, state: 'running' }] },
    script: [
      { does: [removes()], forMs: 500, happens: ['1.1 to remove'] },
      { does: [sets('1.1', 'shutdown')], forMs: 300, happens: ['1.1 deleted'] },
    ],
  },
  {
    ...ROW,
    test: 'TestServiceRemoveDeadTasks',
    runs: [...ORCHESTRATOR, 'task-reaper'],
    swarm: {
      services: [{ specs: { v1: KEEPS_TWO } }],
      tasks: [{ slot: 1, node: 1, state: 'complete', desired: 'shutdown' }],
    },
    script: [{ does: [removes()], forMs: 300, happens: ['1.1 to remove, 1.1 deleted'] }],
  },
  {
    ...ROW,
    test: 'TestServiceRemoveUnassignedTasks',
    apart: 'the reaper works when a task is created in the slot: at the next update',
    runs: ORCHESTRATOR,
    swarm: {
      services: [{ specs: { v1: KEEPS_TWO, forced: KEEPS_TWO, forcedTwice: KEEPS_TWO } }],
      tasks: [{ slot: 1, state: 'pending' }],
    },
    script: [
      { does: [deploys('forced')], happens: ['1.1 to shutdown, 1.2 forced created ready'], forMs: 100 },
      { does: [sets('1.2', 'running'), deploys('forcedTwice')], forMs: 100, shows: labels, expected: ['1.2', '1.3'] },
    ],
  },
];

const SET = 'the set of dirty slots has no counterpart: a slot is looked at when a task is created in it';
const HANDLED = 'the reaper never takes a task whose end the orchestrator has not yet handled';
export const REAPER_SIMPLIFIED: readonly SimplifiedRow[] = [
  { ...ROW, test: 'TestTick (1): unknown service', simplified: SET },
  { ...ROW, test: 'TestTick (2): limit 0', simplified: SET },
  ...MATRIX.filter(isUnhandled).map(({ state, desired }) => ({
    ...ROW,
    test: nameOf(state, desired),
    simplified: HANDLED,
  })),
  {
    ...ROW,
    test: 'TestTaskReaperBatching: more than 1000 dirty slots at once',
    simplified: 'a scenario has far fewer tasks',
  },
];
