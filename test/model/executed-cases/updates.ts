// Rows of section 12 about one update, without a second deploy.
import { crashes, deploys } from '../play.ts';
import { at, BRIEF_HEALTHCHECK, dies, neverStarts, startsSlowly } from '../setup.ts';
import {
  crashLoops,
  notYetUpdated,
  running,
  runningTasks,
  someRuns,
  statusIs,
  type ExecutedCase,
} from './executed-case.ts';
import type { Played } from '../play.ts';
import type { Seen } from '../seen.ts';

/** From the instant at which the last new task ran until the update was completed. */
function windowMs(played: Played): number {
  const completed = played.writes.find(({ to }) => to === 'completed');
  return (completed?.atMs ?? Number.NaN) - lastHandled(completed?.seen);
}
/** Slots are handed out one after the other: 20 ms to stop, 10 ms to start. */
const lastHandled = (seen: Seen | undefined): number =>
  Math.max(...(seen?.tasks ?? []).map(({ createdAtMs }) => createdAtMs)) + 30;

const headSlotsThatFailed = (seen: Seen): readonly number[] =>
  seen.tasks.filter(({ spec, onNode }) => spec === 'head' && onNode === 'failed').map(({ slot }) => slot);
/** A running task of the head in a slot where none has failed. */
function anotherHead(seen: Seen): { readonly task: number } {
  const task = runningTasks(seen, 'head').find(({ slot }) => !headSlotsThatFailed(seen).includes(slot));
  if (task === undefined) throw new Error('no such task');
  return { task: task.id };
}
const anotherHeadRuns = (seen: Seen): boolean =>
  runningTasks(seen, 'head').some(({ slot }) => !headSlotsThatFailed(seen).includes(slot));
const twoOfFourFail = [
  deploys(),
  ...crashes(anotherHead, { when: anotherHeadRuns, afterMs: 10 }),
  ...crashes(anotherHead, { when: anotherHeadRuns, afterMs: 10 }),
];
const headOfSlotOneRuns = (seen: Seen): boolean => runningTasks(seen, 'head').some(({ slot }) => slot === 1);

export const UPDATES: readonly ExecutedCase[] = [
  {
    id: 'P00',
    claim: 'completes, monitor after the last slot (replicas=2, stop-first)',
    setup: { replicas: 2, update: { monitorMs: 300 } },
    script: [deploys()],
    trace: 'unset>updating>completed',
    runs: 'head head',
    facts: (played) => ({ windowMs: windowMs(played) }),
    expected: { windowMs: 300 },
  },
  {
    id: 'P05',
    claim: 'a crashing task that is not yet updated comes back with the new spec, and its slot still spends its delay',
    setup: {
      replicas: 3,
      update: { failureAction: 'rollback', monitorMs: 300, delayMs: 600 },
      restart: { delayMs: 50 },
    },
    script: [deploys(), ...crashes(notYetUpdated, { when: statusIs('updating'), afterMs: 100 })],
    trace: 'unset>updating>completed',
    runs: 'head head head',
    // Two slots of 30 ms, three delays of 600 ms, and a window of delay + 1 s.
    facts: ({ end }) => ({ tasks: end.tasks.length, completedAtMs: end.completedAtMs }),
    expected: { tasks: 6, completedAtMs: 2 * 30 + 3 * 600 + 1_600 },
  },
  {
    id: 'P06',
    claim: 'a task that crashes while paused is replaced by one of the new spec',
    setup: { replicas: 3, fates: [dies(5)], restart: { delayMs: 200 }, horizonMs: 2_000 },
    script: [deploys('dies'), ...crashes(running('base'), { when: statusIs('paused'), afterMs: 50 })],
    trace: 'unset>updating>paused',
    wants: 'head head head',
  },
  {
    id: 'P08',
    forEver: true,
    claim: 'a crash loop counts once: 1 of 2 slots is not above a ratio of 0.5',
    setup: { replicas: 2, update: { monitorMs: 600, maxFailureRatio: 0.5 }, restart: { delayMs: 20 } },
    script: [
      deploys(),
      ...crashes({ slot: 1 }, { when: headOfSlotOneRuns, afterMs: 50 }),
      ...crashes({ slot: 1 }, { when: headOfSlotOneRuns, afterMs: 50 }),
      ...crashes({ slot: 1 }, { when: headOfSlotOneRuns, afterMs: 50 }),
    ],
    trace: 'unset>updating>completed',
    spec: 'head',
    runs: 'head head',
  },
  {
    id: 'P13',
    forEver: true,
    claim: 'completes in spite of a failure that is read too late (parallelism 0, another slot starts slowly)',
    setup: {
      replicas: 2,
      update: { parallelism: 0, failureAction: 'rollback', monitorMs: 400 },
      fates: [{ ...startsSlowly(1_500), times: 'once' }],
    },
    script: [deploys('starts-slowly'), ...crashes(running('head'), { when: someRuns('head'), afterMs: 50 })],
    trace: 'unset>updating>completed',
    spec: 'head',
    facts: ({ writes }) => ({
      completedWith: writes.at(-1)?.seen.tasks.filter(({ onNode }) => onNode === 'failed').length,
    }),
    expected: { completedWith: 1 },
  },
  {
    id: 'P18',
    forEver: true,
    claim: 'an exit with 0 is a failure: pauses, the slot in flight being replaced as well',
    setup: {
      replicas: 2,
      update: { monitorMs: 400 },
      restart: { delayMs: 3_000 },
      fates: [dies(100, { exitCode: 0 })],
      horizonMs: 10_000,
    },
    script: [deploys('dies')],
    trace: 'unset>updating>paused',
    wants: 'head head',
    facts: ({ end }) => ({ complete: end.tasks.filter(({ state }) => state === 'complete').length >= 2 }),
    expected: { complete: true },
  },
  {
    id: 'P20',
    forEver: true,
    claim: 'failure action continue completes while everything crash-loops',
    setup: {
      replicas: 2,
      update: { failureAction: 'continue' },
      restart: { delayMs: 200 },
      healthcheck: BRIEF_HEALTHCHECK,
      fates: [neverStarts],
      horizonMs: 3_000,
    },
    script: [deploys('never-healthy')],
    trace: 'unset>updating>completed',
    wants: 'head head',
    facts: (played) => ({ slotsInACrashLoop: crashLoops(played, 'head'), running: runningTasks(played.end, 'head') }),
    expected: { slotsInACrashLoop: 2, running: [] },
  },
  ...(['0.5', '0.49'] as const).map((ratio) => ({
    id: 'B11',
    forEver: true as const,
    claim: `2 of 4 slots fail: the ratio must be exceeded strictly (ratio ${ratio})`,
    setup: { replicas: 4, update: { monitorMs: 400, delayMs: 100, maxFailureRatio: Number(ratio) } },
    script: twoOfFourFail,
    trace: ratio === '0.5' ? 'unset>updating>completed' : 'unset>updating>paused',
  })),
  {
    id: 'B13',
    claim: 'a failure between monitor and delay counts when it is in the last slot, but only once the delay ran out',
    setup: {
      update: { failureAction: 'rollback', monitorMs: 200, delayMs: 800 },
      fates: [dies(500)],
      rollback: { monitorMs: 200 },
    },
    script: [deploys('dies')],
    trace: 'unset>updating>rollback_started>rollback_completed',
    runs: 'base',
    facts: ({ writes }) => ({ rolledBackAtMs: writes.find(({ to }) => to === 'rollback_started')?.atMs }),
    expected: { rolledBackAtMs: 30 + 800 },
  },
  {
    id: 'C02',
    forEver: true,
    claim: 'the window starts at RUNNING, not at creation: pauses',
    setup: { start: at(1_000), fates: [dies(200)] },
    script: [deploys('dies')],
    trace: 'unset>updating>paused',
  },
  {
    id: 'C03',
    forEver: true,
    claim: 'a failure after the window is none: completes, then crash-loops',
    setup: { fates: [dies(400)], restart: { delayMs: 200 }, horizonMs: 3_000 },
    script: [deploys('dies')],
    trace: 'unset>updating>completed',
    facts: (played) => ({ slotsInACrashLoop: crashLoops(played, 'head') }),
    expected: { slotsInACrashLoop: 1 },
  },
  {
    id: 'D02',
    forEver: true,
    claim: 'delay 0 reaches monitor 0, so the window is a second: rolls back',
    setup: { update: { failureAction: 'rollback', monitorMs: 0 }, fates: [dies(40)] },
    script: [deploys('dies')],
    trace: 'unset>updating>rollback_started>rollback_completed',
    runs: 'base',
  },
];
