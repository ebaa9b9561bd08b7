// What rules of sections 4 to 7 say where no probe was run: each row follows from the section that is its id.
import { crashes, deploys, moves, type Played } from '../play.ts';
import { at, BRIEF_HEALTHCHECK, dies, neverStarts } from '../setup.ts';
import {
  newest,
  notYetUpdated,
  running,
  runningTasks,
  someRuns,
  statusIs,
  type ExecutedCase,
} from './executed-case.ts';
import { wants, type Seen } from '../seen.ts';
import { DEFAULT_UPDATE_CONFIG } from '#model/defaults.js';

/** Every goroutine of the manager takes so long to its next step. */
const SLOW_MANAGER = { manager: at(5) };
const ofHead = ({ end }: Played): number => end.tasks.filter(({ spec }) => spec === 'head').length;
const returned = (seen: Seen): boolean => runningTasks(seen, 'base').some(({ id }) => id > seen.workers.length);

/** A base task that was created by a rollback is on its node, whether it runs yet or not. */
const returns = (seen: Seen): boolean =>
  seen.tasks.some(({ spec, id, onNode }) => spec === 'base' && id > seen.workers.length && onNode === 'starting');
const returning = (seen: Seen) => {
  const task = seen.tasks.find(({ spec, onNode }) => spec === 'base' && onNode === 'starting');
  if (task === undefined) throw new Error('no base task starts');
  return { task: task.id };
};

/** What each slot wants when the update is completed, before any run after that. */
function wantedWhenCompleted({ writes, end }: Played): readonly string[] {
  const completed = writes.find(({ to }) => to === 'completed');
  return wants(completed?.seen ?? end)
    .split(' ')
    .sort();
}
const PACE = { ...DEFAULT_UPDATE_CONFIG, monitorMs: 300 };

export const RULES: readonly ExecutedCase[] = [
  {
    id: '4.1',
    on: 'some schedule',
    claim:
      'the event of a deploy starts its updater, with update_config, although the service was rolled back meanwhile',
    setup: { update: { order: 'start-first' }, rollback: { order: 'stop-first' }, timing: SLOW_MANAGER },
    script: [deploys(), moves('rollback', { afterMs: 3 })],
    // Cancelled with a task of the head created. The rollback was given the slots as they were before (4.3): nothing is dirty.
    // The run after completion finds two tasks in the slot, keeps the clean one, and completes once more (6.8).
    trace: 'unset>rollback_started>rollback_completed>completed',
    spec: 'base',
    facts: (played) => ({ ofHead: ofHead(played), base: runningTasks(played.end, 'base').map(({ id }) => id) }),
    expected: { ofHead: 1, base: [1] },
  },
  {
    id: '4.1',
    claim: 'a task that the updater has shut down is not restarted when it is over',
    setup: { timing: SLOW_MANAGER, restart: { delayMs: 50 } },
    script: [deploys(), ...crashes(running('base'), { when: statusIs('updating'), afterMs: 8 })],
    trace: 'unset>updating>completed',
    runs: 'head',
    facts: (played) => ({ ofHead: ofHead(played) }),
    expected: { ofHead: 1 },
  },
  {
    id: '4.3',
    forEver: true,
    claim: 'a manual rollback cancels the updater between two slots, and that says nothing more',
    setup: { replicas: 3, update: { delayMs: 500 }, rollback: { monitorMs: 300 } },
    script: [deploys(), moves('rollback', { afterMs: 300 })],
    trace: 'unset>updating>rollback_started>rollback_completed',
    spec: 'base',
    previousSpec: 'head',
    runs: 'base base base',
    facts: ({ end }) => ({ message: end.message }),
    expected: { message: 'rollback completed' },
  },
  {
    id: '6.1',
    claim: 'the rollback_config of the spec that is rolled back to applies',
    setup: {
      update: { failureAction: 'rollback' },
      rollback: { monitorMs: 300 },
      head: { rollback: { ...PACE, monitorMs: 3_000 } },
      fates: [dies(5)],
    },
    script: [deploys('dies')],
    trace: 'unset>updating>rollback_started>rollback_completed',
    facts: ({ end }) => ({ inTime: (end.completedAtMs ?? Infinity) < 1_000 }),
    expected: { inTime: true },
  },
  {
    id: '6.1',
    claim: 'a start-first rollback that has paused stays paused and touches nothing more',
    setup: {
      update: { order: 'start-first' },
      rollback: { order: 'start-first', monitorMs: 300 },
      restart: { delayMs: 200 },
      horizonMs: 4_000,
    },
    script: [
      deploys(),
      moves('rollback', { when: statusIs('completed'), afterMs: 10 }),
      ...crashes(returning, { when: returns, afterMs: 5 }),
    ],
    trace: 'unset>updating>completed>rollback_started>rollback_paused',
    runs: 'head+base',
  },
  {
    id: '6.3',
    claim: 'a worker creates the task of its own updater, although another spec is in the store by then',
    setup: { replicas: 2, update: { delayMs: 100 }, timing: SLOW_MANAGER },
    script: [deploys(), moves('other-spec', { afterMs: 17 })],
    trace: 'unset>updating>unset>updating>completed',
    spec: 'other',
    runs: 'other other',
    facts: (played) => ({ ofHead: ofHead(played) }),
    expected: { ofHead: 1 },
  },
  {
    id: '6.3',
    claim: 'start-first, once the new task runs all old ones are told to stop',
    setup: { update: { order: 'start-first' }, healthcheck: BRIEF_HEALTHCHECK, fates: [neverStarts], horizonMs: 3_000 },
    script: [deploys('never-healthy'), moves('other-spec', { when: statusIs('paused'), afterMs: 100 })],
    trace: 'unset>updating>paused>unset>updating>completed',
    runs: 'other',
    facts: (played) => ({ wanted: wantedWhenCompleted(played) }),
    expected: { wanted: ['other'] },
  },
  {
    id: '6.3',
    claim: 'stop-first, an old task that is gone aborts nothing as long as another can be shut down',
    setup: {
      replicas: 2,
      head: { update: { ...PACE, parallelism: 0, order: 'start-first' } },
      healthcheck: BRIEF_HEALTHCHECK,
      fates: [neverStarts],
      horizonMs: 4_000,
    },
    // While paused both slots hold a task of the base and one of the head. The second slot's base task crashes before its turn:
    // the first takes 10 ms, since only the old task that was told last is waited for, and that one never ran.
    script: [
      deploys('never-healthy'),
      moves('other-spec', { when: statusIs('paused'), afterMs: 100 }),
      ...crashes(notYetUpdated, { when: statusIs('updating'), afterMs: 5 }),
    ],
    trace: 'unset>updating>paused>unset>updating>completed',
    // Its replacement is of the spec in the store (7.1), beside the updater's own.
    facts: (played) => ({ wanted: wantedWhenCompleted(played) }),
    expected: { wanted: ['other', 'other+other'] },
  },
  {
    id: '6.4',
    claim: 'the kept task is promoted once the other has stopped, long before its restart delay is over',
    setup: {
      update: { order: 'start-first' },
      healthcheck: BRIEF_HEALTHCHECK,
      fates: [{ ...neverStarts, times: 'once' }],
      horizonMs: 3_000,
    },
    script: [deploys('never-healthy'), moves('label-only', { when: statusIs('paused'), afterMs: 100 })],
    trace: 'unset>updating>paused>unset>updating>completed',
    runs: 'head',
    // 20 ms to stop, and the window: nobody waits for it to run.
    facts: ({ end }) => ({ tookMs: (end.completedAtMs ?? 0) - (end.startedAtMs ?? 0) }),
    expected: { tookMs: 20 + 300 },
  },
  {
    id: '6.5',
    on: 'some schedule',
    claim: 'a failure that is read when its monitor time is just over still counts',
    setup: { fates: [dies(300)] },
    script: [deploys('dies')],
    trace: 'unset>updating>paused',
  },
  {
    id: '6.5',
    forEver: true,
    claim: 'the ratio is of the slots that were dirty: after a label-only deploy one of two',
    setup: { replicas: 4, update: { delayMs: 500, maxFailureRatio: 0.4 }, restart: { delayMs: 1_000 } },
    script: [
      deploys(),
      moves('label-only', { afterMs: 800 }),
      ...crashes(newest('headRelabelled'), { when: someRuns('headRelabelled'), afterMs: 20 }),
    ],
    trace: 'unset>updating>unset>updating>paused',
  },
  {
    id: '6.6',
    forEver: true,
    claim: 'a rollback that would roll back between two slots pauses, goes on and completes',
    setup: { replicas: 3, rollback: { failureAction: 'rollback', monitorMs: 300, delayMs: 200 } },
    script: [
      deploys(),
      moves('rollback', { when: statusIs('completed'), afterMs: 10 }),
      ...crashes(newest('base'), { when: (seen) => seen.status === 'rollback_started' && returned(seen), afterMs: 50 }),
    ],
    trace: 'unset>updating>completed>rollback_started>rollback_paused>completed',
    spec: 'base',
  },
  {
    id: '7.1',
    claim: 'a task that is rejected while its start is delayed is replaced once that is over: no tight loop',
    setup: {
      update: { failureAction: 'continue' },
      restart: { delayMs: 200 },
      fates: [{ ...dies(0), kind: 'image-missing' }],
      horizonMs: 1_000,
    },
    script: [deploys('image-missing')],
    trace: 'unset>updating>completed',
    // At 0, when the old one has stopped at 20, and then every 200 ms.
    facts: ({ end }) => ({ created: Math.max(...end.tasks.map(({ id }) => id)) - 1 }),
    expected: { created: 2 + 4 },
  },
  {
    id: '7.1',
    claim: 'the restart delay is that of the task which is replaced',
    setup: {
      replicas: 3,
      fates: [dies(5, { times: 'once' })],
      restart: { delayMs: 50 },
      head: { restart: { condition: 'any', delayMs: 3_000, maxAttempts: 0, windowMs: 0 } },
      horizonMs: 1_500,
    },
    script: [deploys('dies'), ...crashes(running('base'), { when: statusIs('paused'), afterMs: 50 })],
    trace: 'unset>updating>paused',
    wants: 'head head head',
    runs: '- head head',
  },
  {
    id: '7.3',
    claim: 'the window ends with the task, not now: a deploy that changes no task does not restart it later',
    setup: { restart: { maxAttempts: 1, windowMs: 500, delayMs: 50 }, horizonMs: 5_000 },
    script: [
      deploys(),
      ...crashes(newest('head'), { when: statusIs('completed'), afterMs: 100 }),
      ...crashes(newest('head'), { when: someRuns('head'), afterMs: 100 }),
      moves('label-only', { afterMs: 1_000 }),
    ],
    trace: 'unset>updating>completed>unset',
    wants: '-',
  },
];
