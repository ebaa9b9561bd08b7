// Probes that sections 6 and 7 of the semantics cite, with what they say of each.
import { crashes, deploys, moves } from '../play.ts';
import { at, BRIEF_HEALTHCHECK, dies, neverStarts } from '../setup.ts';
import { newest, runningTasks, statusIs, type ExecutedCase } from './executed-case.ts';
import type { Seen } from '../seen.ts';

const baseRuns = (seen: Seen | undefined): number | undefined => seen && runningTasks(seen, 'base').length;

export const CITED: readonly ExecutedCase[] = [
  {
    id: 'P07',
    forEver: true,
    claim: 'a label-only deploy after a start-first pause kills the healthy old task, which the pause had left alone',
    setup: {
      update: { order: 'start-first' },
      restart: { delayMs: 200 },
      healthcheck: BRIEF_HEALTHCHECK,
      fates: [neverStarts],
      horizonMs: 3_000,
    },
    script: [
      deploys('never-healthy'),
      moves('label-only', { when: statusIs('paused'), afterMs: 1_000, mark: 'paused' }),
    ],
    trace: 'unset>updating>paused>unset>updating>completed',
    runs: '-',
    facts: ({ marks }) => ({ healthyWhilePaused: baseRuns(marks['paused']) }),
    expected: { healthyWhilePaused: 1 },
  },
  {
    id: 'B09',
    forEver: true,
    claim: 'a rollback that pauses through its own action says "update paused"',
    setup: { rollback: { monitorMs: 300 }, restart: { delayMs: 50 }, horizonMs: 4_000 },
    script: [
      deploys(),
      moves('rollback', { when: statusIs('completed'), afterMs: 10 }),
      ...crashes(newest('base'), {
        when: (seen) => seen.status === 'rollback_started' && hasReturned(seen),
        afterMs: 50,
      }),
    ],
    trace: 'unset>updating>completed>rollback_started>rollback_paused',
    spec: 'base',
    facts: ({ end }) => ({ message: end.message }),
    expected: { message: 'update paused' },
  },
  {
    id: 'B12',
    forEver: true,
    claim:
      'during a rollback a slot that is shut down is filled by the orchestrator: nothing is dirty, completed at once',
    setup: {
      update: { failureAction: 'rollback' },
      rollback: { monitorMs: 300 },
      restart: { condition: 'none' },
      fates: [dies(5)],
    },
    script: [deploys('dies')],
    trace: 'unset>updating>rollback_started>rollback_completed',
    runs: 'base',
    facts: ({ writes }) => ({ sameMs: writes.at(-1)?.atMs === writes.at(-2)?.atMs }),
    expected: { sameMs: true },
  },
  {
    id: 'C10',
    claim: 'an old task that does not stop is waited for 60 s, then both run and the update completes',
    setup: { stop: at(100_000), stopGraceMs: 200_000, horizonMs: 90_000 },
    script: [deploys()],
    trace: 'unset>updating>completed',
    runs: 'base+head',
    facts: ({ end }) => ({ completedAtMs: end.completedAtMs }),
    expected: { completedAtMs: 60_000 + 10 + 300 },
  },
];

function hasReturned(seen: Seen): boolean {
  return runningTasks(seen, 'base').some(({ id }) => id > seen.workers.length);
}
