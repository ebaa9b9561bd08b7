// manager/orchestrator/update/updater_test.go: the updater alone, with a fake agent.
import { deploys, runsUpdater } from '../acts.ts';
import { failsAll, neverStops, obeys } from '../fake-agent.ts';
import { wants, type StageEnd } from '../happened.ts';
import type { ServiceSetup, TaskSetup } from '../swarm-setup.ts';
import { UPDATER_ALONE, type UpstreamCase } from '../upstream-case.ts';

const ROW = { section: '11.1', source: 'manager/orchestrator/update/updater_test.go', runs: UPDATER_ALONE } as const;
const MONITOR = { monitorMs: 50 } as const;

const service = (specs: ServiceSetup['specs'], more: Partial<ServiceSetup> = {}): readonly ServiceSetup[] => [
  { specs, ...more },
];
const three = (task: Omit<TaskSetup, 'slot'>): readonly TaskSetup[] => [1, 2, 3].map((slot) => ({ slot, ...task }));

/** The image changes from one version to the next. */
function updates(test: string, from: string, to: string, update: object, apart?: string): UpstreamCase {
  return {
    ...ROW,
    test,
    ...(apart === undefined ? {} : { apart }),
    swarm: {
      services: service({ [from]: { replicas: 3 }, [to]: { replicas: 3, update: { ...MONITOR, ...update } } }),
      tasks: three({ state: from === 'v1' ? 'new' : 'running' }),
    },
    agent: obeys,
    script: [{ does: [deploys(to), runsUpdater], shows: wants, expected: `${to} ${to} ${to}` }],
  };
}

const LOG_DRIVERS = "a task's log driver is no part of the model, but one of the changes of its template";
const pausing = { monitorMs: 500, delayMs: 500, parallelism: 1, failureAction: 'pause' } as const;
const halfWay: readonly TaskSetup[] = [
  { slot: 1, state: 'new' },
  { slot: 2, spec: 'v2', specVersion: 1, state: 'failed' },
  { slot: 3, state: 'new' },
];
const statusAndWants = (seen: StageEnd) => ({ status: seen.status, wants: wants(seen) });

export const UPDATER: readonly UpstreamCase[] = [
  updates('TestUpdater (1): parallelism 0', 'v1', 'v2', { parallelism: 0 }, LOG_DRIVERS),
  updates('TestUpdater (2): parallelism 1', 'v2', 'v3', { parallelism: 1 }, LOG_DRIVERS),
  updates('TestUpdater (3): parallelism 1, delay 10 ms', 'v3', 'v4', { parallelism: 1, delayMs: 10 }, LOG_DRIVERS),
  updates('TestUpdater (4): start-first, delay 10 ms', 'v4', 'v5', {
    parallelism: 1,
    delayMs: 10,
    order: 'start-first',
  }),
  {
    ...ROW,
    test: 'TestUpdater (5): new registry auth, tasks that run',
    swarm: {
      services: service({
        v5: { replicas: 3 },
        auth1: { template: 'v5', registryAuth: 'opaque-token-1', replicas: 3 },
      }),
      tasks: three({ state: 'running' }),
    },
    agent: obeys,
    script: [{ does: [deploys('auth1'), runsUpdater], happens: [], shows: wants, expected: 'v5 v5 v5' }],
  },
  {
    ...ROW,
    test: 'TestUpdater (6): new registry auth, tasks that were shut down',
    swarm: {
      services: service({
        v5: { replicas: 3 },
        auth2: { template: 'v5', registryAuth: 'opaque-token-2', replicas: 3, update: MONITOR },
      }),
      tasks: three({ state: 'shutdown', desired: 'shutdown' }),
    },
    agent: obeys,
    script: [{ does: [deploys('auth2'), runsUpdater], shows: wants, expected: 'auth2 auth2 auth2' }],
  },
  {
    ...ROW,
    test: 'TestUpdaterPlacement',
    swarm: {
      services: service({ v1: { replicas: 3 }, placed: { template: 'v1', constrained: true, replicas: 3 } }),
      tasks: three({ state: 'new', node: 1 }),
    },
    agent: obeys,
    script: [{ does: [deploys('placed'), runsUpdater], happens: [], shows: wants, expected: 'v1 v1 v1' }],
  },
  {
    ...ROW,
    test: 'TestUpdaterFailureAction (1): PAUSE',
    swarm: {
      services: service({ v1: { replicas: 3 }, v2: { replicas: 3, update: pausing } }),
      tasks: three({ state: 'new' }),
    },
    agent: failsAll,
    script: [
      {
        does: [deploys('v2'), runsUpdater],
        shows: statusAndWants,
        expected: { status: 'paused', wants: 'v1 v1 v2' },
      },
    ],
  },
  {
    ...ROW,
    test: 'TestUpdaterFailureAction (2): another updater while PAUSED',
    swarm: {
      services: service(
        { v2: { replicas: 3, update: pausing }, v1: { replicas: 3 } },
        { status: 'paused', specVersion: 1 },
      ),
      tasks: halfWay.map((task) => ({ spec: 'v1', ...task })),
    },
    agent: failsAll,
    script: [{ does: [runsUpdater], happens: [], shows: wants, expected: 'v1 v1 v2' }],
  },
  {
    ...ROW,
    test: 'TestUpdaterFailureAction (3): CONTINUE',
    swarm: {
      services: service(
        {
          v2: { replicas: 3, update: pausing },
          v1: { replicas: 3 },
          v3: { replicas: 3, update: { ...pausing, failureAction: 'continue' } },
        },
        { status: 'paused', specVersion: 1 },
      ),
      tasks: halfWay.map((task) => ({ spec: 'v1', ...task })),
    },
    agent: failsAll,
    script: [{ does: [deploys('v3'), runsUpdater], shows: wants, expected: 'v3 v3 v3' }],
  },
  {
    ...ROW,
    test: 'TestUpdaterTaskTimeout',
    apart: 'the time-out is the 60 s that SwarmKit has, not 100 ms: only tests can change it',
    swarm: {
      services: service({ v1: { replicas: 3 }, v2: { replicas: 3, update: { ...MONITOR, parallelism: 0 } } }),
      tasks: three({ state: 'running' }),
    },
    agent: neverStops,
    script: [
      {
        does: [deploys('v2'), runsUpdater],
        shows: (seen) => ({ wants: wants(seen), hasWaited: seen.elapsedMs >= 60_000 }),
        expected: { wants: 'v2 v2 v2', hasWaited: true },
      },
    ],
  },
  {
    ...ROW,
    test: 'TestUpdaterOrder',
    swarm: {
      services: service({
        v1: { replicas: 3 },
        v2: { replicas: 3, update: { ...MONITOR, parallelism: 1, order: 'start-first', delayMs: 10 } },
      }),
      tasks: three({ state: 'running' }),
    },
    agent: neverStops,
    script: [
      {
        does: [deploys('v2'), runsUpdater],
        shows: ({ tasks }) =>
          tasks
            .filter(({ state }) => state === 'running')
            .map(({ spec, desired }) => `${spec} to ${desired}`)
            .sort(),
        expected: [1, 2, 3].map(() => 'v1 to shutdown').concat([1, 2, 3].map(() => 'v2 to running')),
      },
    ],
  },
];
