// Rows of section 12 about rollbacks, automatic and manual, and about clean-up after completion.
import { crashes, deploys, moves, type Played } from '../play.ts';
import { BRIEF_HEALTHCHECK, dies, neverStarts } from '../setup.ts';
import { notYetUpdated, runningTasks, statusIs, type ExecutedCase } from './executed-case.ts';
import { wants, type Seen } from '../seen.ts';

const completions = ({ writes }: Played): number => writes.filter(({ to }) => to === 'completed').length;
/** A base task that has come back: it was created after the deploy. */
const returned = (seen: Seen): readonly { readonly task: number }[] =>
  runningTasks(seen, 'base')
    .filter(({ id }) => id > seen.workers.length)
    .map(({ id }) => ({ task: id }));

export const ROLLED_BACK: readonly ExecutedCase[] = [
  {
    id: 'P04',
    // 6.11 c: the failed task may be replaced after the rollback was committed, by one of the base that nobody counts.
    on: 'some schedule',
    claim: 'a rollback that may roll back pauses and then completes, over the base spec',
    setup: {
      replicas: 3,
      update: { failureAction: 'rollback', delayMs: 100 },
      rollback: { failureAction: 'rollback', monitorMs: 300, delayMs: 100 },
      fates: [dies(20)],
    },
    script: [
      deploys('dies'),
      ...crashes((seen) => returned(seen)[0] ?? {}, { when: (seen) => returned(seen).length > 0, afterMs: 20 }),
    ],
    trace: 'unset>updating>rollback_started>rollback_paused>completed',
    spec: 'base',
    previousSpec: null,
    facts: ({ end, writes }) => ({
      message: end.message,
      messageAtThePause: writes.find(({ to }) => to === 'rollback_paused')?.message,
    }),
    expected: { message: 'update completed', messageAtThePause: 'rollback paused' },
  },
  {
    id: 'P07b',
    forEver: true,
    claim: 'start-first and continue: the run after completion kills the healthy old task',
    setup: {
      update: { failureAction: 'continue', order: 'start-first' },
      healthcheck: BRIEF_HEALTHCHECK,
      fates: [neverStarts],
      horizonMs: 3_000,
    },
    script: [deploys('never-healthy')],
    trace: 'unset>updating>completed',
    runs: '-',
    wants: 'head',
    facts: (played) => ({
      completions: completions(played),
      healthyAtTheFirst: runningTasks(played.writes.find(({ to }) => to === 'completed')?.seen ?? played.end, 'base')
        .length,
    }),
    expected: { completions: 2, healthyAtTheFirst: 1 },
  },
  {
    id: 'P07c',
    forEver: true,
    claim: 'start-first and rollback: the old tasks are never touched',
    setup: {
      replicas: 2,
      update: { failureAction: 'rollback', order: 'start-first' },
      rollback: { order: 'start-first', monitorMs: 300 },
      healthcheck: BRIEF_HEALTHCHECK,
      fates: [neverStarts],
    },
    script: [deploys('never-healthy')],
    trace: 'unset>updating>rollback_started>rollback_completed',
    runs: 'base base',
    facts: ({ end }) => ({ ids: runningTasks(end, 'base').map(({ id }) => id) }),
    expected: { ids: [1, 2] },
  },
  {
    id: 'P21',
    claim: 'rolls back what was touched, and keeps StartedAt; PreviousSpec is gone (replicas=3, stop-first)',
    setup: {
      replicas: 3,
      update: { failureAction: 'rollback' },
      rollback: { parallelism: 0, monitorMs: 300 },
      fates: [dies(5)],
    },
    script: [deploys('dies')],
    trace: 'unset>updating>rollback_started>rollback_completed',
    spec: 'base',
    previousSpec: null,
    runs: 'base base base',
    facts: ({ end }) => ({
      untouched: runningTasks(end, 'base').filter(({ id }) => id <= 3).length,
      startedAtMs: end.startedAtMs,
    }),
    expected: { untouched: 1, startedAtMs: 0 },
  },
  {
    id: 'B02',
    forEver: true,
    claim: 'start-first and a crash of an old task: two tasks in its slot until the run after completion',
    setup: {
      replicas: 3,
      update: { failureAction: 'rollback', delayMs: 500, order: 'start-first' },
      restart: { delayMs: 50 },
    },
    script: [deploys(), ...crashes(notYetUpdated, { when: statusIs('updating'), afterMs: 100 })],
    trace: 'unset>updating>completed',
    runs: 'head head head',
    facts: (played) => {
      const first = played.writes.find(({ to }) => to === 'completed');
      return { whenCompleted: first && wants(first.seen).split(' ').sort(), completions: completions(played) };
    },
    expected: { whenCompleted: ['head', 'head', 'head+head'], completions: 2 },
  },
  {
    id: 'B04',
    claim: 'manual rollbacks toggle; after a label-only deploy one touches nothing',
    setup: { update: { monitorMs: 200 }, rollback: { monitorMs: 200 } },
    script: [
      deploys(),
      moves('rollback', { when: statusIs('completed'), afterMs: 10 }),
      moves('rollback', { when: statusIs('rollback_completed'), afterMs: 10, mark: 'first' }),
      moves('label-only', { when: statusIs('rollback_completed'), afterMs: 10, mark: 'second' }),
      moves('rollback', { afterMs: 500, mark: 'last' }),
    ],
    trace: [
      'unset>updating>completed',
      'rollback_started>rollback_completed',
      'rollback_started>rollback_completed',
      'unset',
      'rollback_started>rollback_completed',
    ].join('>'),
    spec: 'head',
    previousSpec: 'headRelabelled',
    facts: ({ end, marks, writes }) => ({
      toggles: [marks['first']?.spec, marks['second']?.spec],
      touched: JSON.stringify(end.tasks) !== JSON.stringify(marks['last']?.tasks),
      atOnce: writes.at(-1)?.atMs === writes.at(-2)?.atMs,
    }),
    expected: { toggles: ['base', 'head'], touched: false, atOnce: true },
  },
  {
    id: 'B05',
    forEver: true,
    claim: 'an automatic rollback leaves no previous spec, so there is none to roll back to by hand',
    setup: { update: { failureAction: 'rollback', monitorMs: 200 }, fates: [dies(50)] },
    script: [deploys('dies')],
    trace: 'unset>updating>rollback_started>rollback_completed',
    spec: 'base',
    previousSpec: null,
    runs: 'base',
  },
  {
    id: 'B10',
    forEver: true,
    claim: 'a manual rollback leaves a pause behind',
    setup: { replicas: 3, rollback: { monitorMs: 300 }, fates: [dies(5)] },
    script: [deploys('dies'), moves('rollback', { when: statusIs('paused'), afterMs: 100 })],
    trace: 'unset>updating>paused>rollback_started>rollback_completed',
    spec: 'base',
    previousSpec: 'head',
    runs: 'base base base',
  },
  ...(['start-first', 'stop-first'] as const).map((order) => ({
    id: order === 'start-first' ? 'E01' : 'E03',
    forEver: true as const,
    claim: `a new task crashes during a manual rollback: ${order === 'start-first' ? 'ends as completed' : 'stays rollback_completed'} (${order})`,
    setup: {
      replicas: 3,
      update: { order },
      rollback: { order, monitorMs: 300, delayMs: 500 },
      restart: { delayMs: 50 },
    },
    script: [
      deploys(),
      moves('rollback', { when: statusIs('completed'), afterMs: 10 }),
      ...crashes(stillToBeRolledBack, { when: statusIs('rollback_started'), afterMs: 100 }),
    ],
    trace: `unset>updating>completed>rollback_started>rollback_completed${order === 'start-first' ? '>completed' : ''}`,
    spec: 'base' as const,
    runs: 'base base base',
  })),
  {
    id: 'E02',
    forEver: true,
    claim: 'start-first, several slots crash-loop: rollback_completed turns into completed by itself',
    setup: {
      replicas: 3,
      // The third failure triggers, so two slots crash-loop by then.
      update: { failureAction: 'rollback', order: 'start-first', delayMs: 100, maxFailureRatio: 0.67 },
      rollback: { order: 'start-first', monitorMs: 300, delayMs: 500 },
      // Not in step with the delay, so that no task dies at the very instant of the rollback (6.11 c).
      restart: { delayMs: 57 },
      healthcheck: BRIEF_HEALTHCHECK,
      fates: [neverStarts],
    },
    script: [deploys('never-healthy')],
    trace: 'unset>updating>rollback_started>rollback_completed>completed',
    spec: 'base',
    runs: 'base base base',
  },
];

/** A task of the head in a slot that the rollback has not come to yet. */
function stillToBeRolledBack(seen: Seen): { readonly task: number } {
  const task = runningTasks(seen, 'head').find(({ slot }) => seen.workers[slot - 1] === 'queued');
  if (task === undefined) throw new Error('every slot has been reached');
  return { task: task.id };
}
