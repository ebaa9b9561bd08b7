// Rows of section 12 (and cases that sections 4, 6 and 8 cite from it) about scaling, leaders, nodes and the scheduler.
import { crashes, deploys, moves, type Line } from '../play.ts';
import type { Seen } from '../seen.ts';
import { at, dies } from '../setup.ts';
import { running, runningTasks, statusIs, type ExecutedCase } from './executed-case.ts';

const leaderChanges = (on: Pick<Line, 'afterMs' | 'when' | 'mark'>): Line => ({ kind: 'raft.elects-leader', ...on });
const inTheWindow = { when: (seen: Seen) => seen.updater === 'monitoring', afterMs: 50 };

/** A node that still runs the base; of a global service the slot is the node. */
function nodeOfBase(seen: Seen): { readonly node: number } {
  const [task] = runningTasks(seen, 'base');
  if (task === undefined) throw new Error('the base runs nowhere');
  return { node: task.slot };
}
const relabels = (on: Pick<Line, 'afterMs' | 'when'>): Line => ({
  kind: 'operator.moves',
  where: (seen) => ({ move: 'relabel-node', ...nodeOfBase(seen) }),
  ...on,
});

const headsRun =
  (count: number) =>
  (seen: Seen): boolean =>
    runningTasks(seen, 'head').length === count;

/** The first task of the head: what became of it. */
const firstOfHead = ({ end }: { readonly end: Seen }) => ({
  firstOfHead: end.tasks.find(({ spec }) => spec === 'head')?.state,
});

export const CLUSTER: readonly ExecutedCase[] = [
  {
    id: 'P16',
    forEver: true,
    claim: 'scaling alone leaves the status unset and sets PreviousSpec',
    setup: { replicas: 1, operator: { scaleTo: 3 } },
    script: [deploys(), moves('scale', { when: statusIs('completed'), afterMs: 1_000 })],
    trace: 'unset>updating>completed>unset',
    spec: 'headScaled',
    previousSpec: 'head',
    // The task that was there is kept, the two new ones are made from the spec of the scaled service.
    runs: 'head headScaled headScaled',
  },
  {
    id: 'C06',
    forEver: true,
    claim: 'scaling inside the window: unset for ever, and the failure goes unwatched',
    setup: { fates: [dies(400)], operator: { scaleTo: 2 }, horizonMs: 3_000 },
    script: [deploys('dies'), moves('scale', inTheWindow)],
    trace: 'unset>updating>unset',
    spec: 'headScaled',
  },
  {
    id: 'C08',
    claim: 'a new leader counts failures from zero, over the slots that are still dirty (6.10)',
    setup: {
      replicas: 4,
      update: { monitorMs: 400, delayMs: 100, maxFailureRatio: 0.4 },
      restart: { condition: 'none' },
    },
    // One failure of four slots, and after the leader change one of the three that are left: two of four would be too many.
    script: [
      deploys(),
      ...crashes(running('head'), { when: headsRun(1), afterMs: 10 }),
      leaderChanges({ afterMs: 10 }),
      ...crashes(running('head'), { when: headsRun(1), afterMs: 10 }),
    ],
    trace: 'unset>updating>completed',
    spec: 'head',
    facts: ({ end }) => ({
      failed: end.tasks.filter(({ spec, state }) => spec === 'head' && state === 'failed').length,
    }),
    expected: { failed: 2 },
  },
  {
    id: 'P09',
    forEver: true,
    claim: 'a leader change inside the window completes at once, and the failure goes unwatched (6.10)',
    setup: { update: { failureAction: 'rollback' }, fates: [dies(200)], horizonMs: 3_000 },
    script: [deploys('dies'), leaderChanges(inTheWindow)],
    trace: 'unset>updating>completed',
    spec: 'head',
    facts: ({ writes }) => ({
      windowMs: (writes.at(-1)?.atMs ?? 0) - (writes.at(-1)?.seen.tasks.at(-1)?.createdAtMs ?? 0) < 200,
    }),
    expected: { windowMs: true },
  },
  {
    id: 'C09',
    forEver: true,
    claim: 'a paused update stays paused under a new leader (stop-first)',
    setup: { fates: [dies(50)], horizonMs: 5_000 },
    script: [deploys('dies'), leaderChanges({ when: statusIs('paused'), afterMs: 100 })],
    trace: 'unset>updating>paused',
    spec: 'head',
    wants: 'head',
  },
  {
    id: 'C11',
    forEver: true,
    claim: 'a paused update stays paused under a new leader, and the healthy base survives (start-first)',
    setup: {
      update: { order: 'start-first' },
      fates: [{ ...dies(0), kind: 'image-missing' }],
      restart: { delayMs: 200 },
      horizonMs: 5_000,
    },
    script: [deploys('image-missing'), leaderChanges({ when: statusIs('paused'), afterMs: 100 })],
    trace: 'unset>updating>paused',
    spec: 'head',
    runs: 'base',
  },
  {
    id: 'G01',
    claim:
      'labels of two nodes change while a global update is paused: both get the new spec at once, and it stays paused',
    setup: {
      mode: 'global',
      nodes: 3,
      update: { delayMs: 500 },
      fates: [{ ...dies(50), times: 'once' }],
      restart: { condition: 'none' },
    },
    script: [deploys('dies'), relabels({ when: statusIs('paused'), afterMs: 100 }), relabels({ afterMs: 100 })],
    trace: 'unset>updating>paused',
    spec: 'head',
    runs: '- head head',
  },
  {
    id: 'Sched A',
    forEver: true,
    claim: 'a task that does not fit is assigned when memory is freed',
    setup: { reservationMb: 600 },
    script: [deploys()],
    trace: 'unset>updating>completed',
    facts: firstOfHead,
    expected: { firstOfHead: 'running' },
  },
  {
    id: 'Sched B',
    claim: 'and so it is after a label-only deploy',
    setup: { reservationMb: 600, update: { order: 'start-first' }, stop: at(50) },
    script: [deploys(), moves('label-only', { afterMs: 100 })],
    trace: 'unset>updating>unset>updating>completed',
    facts: firstOfHead,
    expected: { firstOfHead: 'running' },
  },
  {
    id: 'Sched C',
    forEver: true,
    claim: 'but not when an unrelated node event comes before memory is freed: it is forgotten for good',
    setup: { reservationMb: 600, update: { order: 'start-first' }, stop: at(50), horizonMs: 100_000 },
    script: [
      deploys(),
      moves('label-only', { afterMs: 100 }),
      { kind: 'operator.moves', where: { move: 'relabel-node' }, afterMs: 20 },
    ],
    trace: 'unset>updating>unset>updating>completed',
    facts: firstOfHead,
    expected: { firstOfHead: 'pending' },
  },
];
