// agent/exec/controller_test.go: a task in the hands of its agent, by the states that it takes on the node.
import { TaskState, type FateKind, type TaskStateName } from '#model/vocabulary.js';
import { at, dies, imageMissing } from '../../../model/setup.ts';
import type { SwarmSetup } from '../swarm-setup.ts';
import type { SimplifiedRow, Stage, UpstreamCase } from '../upstream-case.ts';

const ROW = { section: '11.7', source: 'agent/exec/controller_test.go', runs: ['agent', 'container'] } as const;

const task = (state: TaskStateName, desired: TaskStateName, fate?: FateKind, exitCode = 1): SwarmSetup => ({
  services: [{ specs: { v1: {} } }],
  fates: [imageMissing, dies(10, { exitCode })],
  tasks: [{ slot: 1, node: 1, state, desired, ...(fate === undefined ? {} : { fate }) }],
  setup: { prepare: at(10) },
});
const takes = (...states: readonly TaskStateName[]): Stage => ({
  happens: states.length === 0 ? [] : [states.map((state) => `1.1 ${state}`).join(', ')],
});
const RESOLVED = "the agent has accepted the task (exec.Resolve does so first): upstream's is NEW";
const TERMINAL = ['complete', 'shutdown', 'failed', 'rejected'] as const;

export const EXEC: readonly UpstreamCase[] = [
  {
    ...ROW,
    test: 'TestAcceptPrepare',
    swarm: task('assigned', 'running'),
    script: [
      {
        until: ({ tasks }) => tasks.every(({ onNode }) => TaskState[onNode] >= TaskState.ready),
        ...takes('accepted', 'preparing', 'ready'),
      },
    ],
  },
  {
    ...ROW,
    test: 'TestPrepareFailure',
    swarm: task('assigned', 'running', 'image-missing'),
    script: [takes('accepted', 'preparing', 'rejected')],
  },
  {
    ...ROW,
    test: 'TestReadyRunning',
    swarm: task('ready', 'running', 'dies', 0),
    script: [takes('starting', 'running', 'complete')],
  },
  {
    ...ROW,
    test: 'TestReadyRunningExitFailure',
    swarm: task('ready', 'running', 'dies', 1),
    script: [takes('starting', 'running', 'failed')],
  },
  { ...ROW, test: 'TestShutdown', apart: RESOLVED, swarm: task('accepted', 'shutdown'), script: [takes('shutdown')] },
  {
    ...ROW,
    test: 'TestDesiredStateRemove',
    apart: RESOLVED,
    swarm: task('accepted', 'remove'),
    script: [{ ...takes('shutdown'), shows: ({ tasks }) => tasks.map(({ state }) => state), expected: ['shutdown'] }],
  },
  ...TERMINAL.map((state): UpstreamCase => ({
    ...ROW,
    test: `TestDesiredStateRemoveOnlyNonterminal/${state.toUpperCase()}`,
    swarm: task(state, 'shutdown'),
    script: [takes()],
  })),
];

const AGAIN = 'an agent does not restart, so its controller is never asked to do what it has done';
export const EXEC_SIMPLIFIED: readonly SimplifiedRow[] = [
  { section: ROW.section, source: ROW.source, test: 'TestPrepareAlready', simplified: AGAIN },
  { section: ROW.section, source: ROW.source, test: 'TestAlreadyStarted', simplified: AGAIN },
  {
    section: ROW.section,
    source: ROW.source,
    test: 'TestDesiredStateRemoveOnlyNonterminal/REMOVE',
    simplified: 'no task is ever observed as REMOVE',
  },
];
