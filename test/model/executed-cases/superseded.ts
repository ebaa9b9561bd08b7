// Rows of section 12 (and cases that section 6.9 cites from it) in which a second UpdateService follows the first.
import { crashes, deploys, moves, type Line } from '../play.ts';
import type { Seen } from '../seen.ts';
import { at, dies, neverFits, startsSlowly } from '../setup.ts';
import { crashLoops, newest, runningTasks, someRuns, statusIs, type ExecutedCase } from './executed-case.ts';

/** While the last slot is watched: every slot has been replaced. */
const inTheWindow = { when: (seen: { updater: string }) => seen.updater === 'monitoring', afterMs: 50 };

/** The first run loses a slot unseen and stops; a second identical deploy starts another on what is left, which loses one too. */
const loseSlots = (secondMs: number): readonly Line[] => [
  deploys(),
  moves('identical', { afterMs: 60 }),
  ...crashes(newest('head'), { when: someRuns('head'), afterMs: 5 }),
  moves('identical', { afterMs: secondMs }),
  ...crashes(newest('head'), { when: (seen) => seen.status === 'updating' && startedLately(seen), afterMs: 5 }),
];
const startedLately = (seen: Seen): boolean =>
  runningTasks(seen, 'head').some(({ createdAtMs }) => createdAtMs >= (seen.startedAtMs ?? Infinity));

export const SUPERSEDED: readonly ExecutedCase[] = [
  {
    id: 'P01',
    forEver: true,
    claim: 'an identical deploy leaves the status unset for ever; the update goes on unseen',
    setup: { replicas: 4, update: { delayMs: 100 } },
    script: [deploys(), moves('identical', { afterMs: 250 })],
    trace: 'unset>updating>unset',
    spec: 'head',
    previousSpec: 'head',
    runs: 'head head head head',
  },
  {
    id: 'P01b',
    claim: 'after an identical deploy a failure stops the update without a word, half of it done (6.9)',
    setup: { replicas: 4, update: { delayMs: 100 }, fates: [dies(95)], horizonMs: 2_000 },
    script: [deploys('dies'), moves('identical', { afterMs: 110 })],
    trace: 'unset>updating>unset',
    spec: 'head',
    wants: 'base base base head',
  },
  {
    id: 'P02',
    forEver: true,
    claim: 'a label-only deploy after completion leaves the status unset and touches no task',
    setup: { replicas: 2 },
    script: [deploys(), moves('label-only', { when: statusIs('completed'), afterMs: 100, mark: 'before' })],
    trace: 'unset>updating>completed>unset',
    spec: 'headRelabelled',
    previousSpec: 'head',
    facts: ({ end, marks }) => ({ touched: JSON.stringify(end.tasks) !== JSON.stringify(marks['before']?.tasks) }),
    expected: { touched: false },
  },
  {
    id: 'P03',
    // 6.11 b: the cancelled updater may have handed out its last slot before it looks at the stop channel.
    on: 'some schedule',
    claim: 'a label-only deploy makes the bad spec the rollback target: rollback_completed with the bad spec',
    setup: {
      replicas: 3,
      update: { failureAction: 'rollback', monitorMs: 400 },
      start: at(50),
      restart: { delayMs: 300 },
      fates: [dies(100)],
      horizonMs: 3_000,
    },
    script: [deploys('dies'), moves('label-only', { afterMs: 100 })],
    trace: 'unset>updating>unset>updating>rollback_started>rollback_completed',
    spec: 'head',
    previousSpec: null,
    wants: 'head head head',
    facts: (played) => ({
      slotsInACrashLoop: crashLoops(played, 'head'),
      sameMs: played.writes.at(-1)?.atMs === played.writes.at(-2)?.atMs,
    }),
    expected: { slotsInACrashLoop: 3, sameMs: true },
  },
  {
    id: 'P11',
    on: 'some schedule',
    claim: 'the same with delays',
    setup: {
      replicas: 3,
      update: { failureAction: 'rollback', monitorMs: 500, delayMs: 300 },
      // The row does not give the rollback's config; a rollback that ends needs one that goes on.
      rollback: { failureAction: 'continue', monitorMs: 500, delayMs: 300 },
      start: at(50),
      restart: { delayMs: 4_000 },
      fates: [dies(100)],
      horizonMs: 20_000,
    },
    script: [deploys('dies'), moves('label-only', { afterMs: 100 })],
    trace: 'unset>updating>unset>updating>rollback_started>rollback_completed',
    spec: 'head',
    previousSpec: null,
    wants: 'head head head',
    facts: (played) => ({ slotsInACrashLoop: crashLoops(played, 'head') }),
    expected: { slotsInACrashLoop: 3 },
  },
  ...[neverFits, startsSlowly(1_000_000_000)].map((fate) => ({
    id: 'B06',
    forEver: true as const,
    claim: `a task that never runs (${fate.kind}) is waited for without end; label-only unsets the status, nothing runs`,
    setup: { update: { failureAction: 'rollback' as const, monitorMs: 200 }, fates: [fate], horizonMs: 100_000 },
    script: [deploys(fate.kind), moves('label-only', { afterMs: 20_000 })],
    trace: 'unset>updating>unset',
    runs: '-',
    wants: 'head',
  })),
  {
    id: 'B07',
    claim: 'after two identical deploys a failure rolls back to the same spec: rollback_completed at once, and in vain',
    setup: { replicas: 3, update: { failureAction: 'rollback' }, start: at(30) },
    script: loseSlots(1_500),
    trace: 'unset>updating>unset>updating>rollback_started>rollback_completed',
    spec: 'head',
    previousSpec: null,
    wants: 'head head head',
    facts: ({ writes }) => ({ sameMs: writes.at(-1)?.atMs === writes.at(-2)?.atMs }),
    expected: { sameMs: true },
  },
  {
    id: 'B08',
    forEver: true,
    claim: 'another spec supersedes: its own update completes, and the one before it is the rollback target',
    setup: { replicas: 3, update: { failureAction: 'rollback', delayMs: 200 } },
    script: [deploys(), moves('other-spec', { afterMs: 220 })],
    trace: 'unset>updating>unset>updating>completed',
    spec: 'other',
    previousSpec: 'head',
    runs: 'other other other',
  },
  {
    id: 'C01',
    claim: 'a rollback to the same spec while a worker is busy never ends: rollback_started for ever',
    setup: { replicas: 6, update: { failureAction: 'rollback' }, start: at(30) },
    script: loseSlots(1_500),
    trace: 'unset>updating>unset>updating>rollback_started',
    spec: 'head',
    previousSpec: null,
    wants: 'base base head head head head',
  },
  {
    id: 'C05',
    forEver: true,
    claim: 'a label-only deploy inside the window: unset for ever, and the failure goes unwatched',
    setup: { update: { failureAction: 'rollback' }, fates: [dies(200)], horizonMs: 2_000 },
    script: [deploys('dies'), moves('label-only', inTheWindow)],
    trace: 'unset>updating>unset',
    spec: 'headRelabelled',
    // 7.1: the replacement is made from the spec in the store, the relabelled one.
    wants: 'headRelabelled',
  },
  ...(['pause', 'rollback'] as const).map((failureAction) => ({
    id: 'C07',
    forEver: true as const,
    claim: `an identical deploy inside the window: unset for ever, nothing is done about the failure (${failureAction})`,
    setup: { update: { failureAction }, fates: [dies(200)], horizonMs: 2_000 },
    script: [deploys('dies'), moves('identical', inTheWindow)],
    trace: 'unset>updating>unset',
    spec: 'head' as const,
    previousSpec: 'head' as const,
    wants: 'head',
  })),
  ...(['identical', 'label-only'] as const).map((move) => ({
    id: 'P15',
    claim: `a deploy after a pause goes on with the same spec, and overwrites PreviousSpec (${move})`,
    setup: { replicas: 3, fates: [dies(5, { times: 'once' as const })] },
    script: [deploys('dies'), moves(move, { when: statusIs('paused'), afterMs: 100 })],
    trace: 'unset>updating>paused>unset>updating>completed',
    previousSpec: 'head' as const,
    wants: move === 'identical' ? 'head head head' : 'head head headRelabelled',
  })),
];
