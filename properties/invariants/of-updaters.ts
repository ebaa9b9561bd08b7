import { paceOf, serviceAt, specAt, type Model } from '#model/model.js';
import { PHASE } from '#model/phases.js';
import { argumentOf, KIND, kindOf } from '#model/steps.js';
import { isRollingBack, L, S } from '#model/world.js';
import type { UpdateConfig } from '#model/scenario.js';
import { G } from '#model/world.js';
import { get, NEVER, type Row } from '#src/layout/layout.js';
import type { Invariant } from '../breach.ts';
import { countsFailure } from '../observed.ts';
import { eachService } from './looking.ts';

function workersAtWork(m: Model, w: Row, s: number): number {
  const { idle, queued, done } = PHASE.worker;
  const { firstSlot, slots } = serviceAt(m, s);
  let busy = 0;
  for (let l = firstSlot; l < firstSlot + slots; l++) {
    const phase = get(w, m.places.slot(l) + L.worker);
    if (phase !== idle && phase !== queued && phase !== done) busy++;
  }
  return busy;
}

const paceAt = (m: Model, w: Row, service: number): UpdateConfig =>
  paceOf(specAt(m, get(w, service + S.updaterSpec)), isRollingBack(get(w, service + S.updaterState)));

/** What the engine keeps of every run of an updater. */
export const UPDATER_INVARIANTS: readonly Invariant[] = [
  {
    claim: 'workers hold at most parallelism slots at once',
    source: 'section 17: holds for the updater alone',
    watch: (m) => ({
      steps: (_before, _code, after) =>
        eachService(m, (service, s) => {
          const { parallelism } = paceAt(m, after, service);
          const busy = parallelism > 0 ? workersAtWork(m, after, s) : 0;
          return busy > parallelism ? `${busy} slots, parallelism ${parallelism}` : null;
        }),
    }),
  },
  {
    claim: 'a failure is acted upon when, and only when, failures of this run over its dirty slots exceed the ratio',
    source: 'section 17: holds per run; 6.5',
    shownBy: ['B11', 'P08'],
    watch: (m) => ({
      steps(before, code, after) {
        if (kindOf(code) !== KIND['updater.reads-failure']) return null;
        const service = m.places.service(argumentOf(code));
        const acted = get(before, service + S.updater) !== get(after, service + S.updater);
        const counted = countsFailure(before, after, service);
        const failures = get(before, service + S.updaterFailures) + (counted ? 1 : 0);
        const share = Math.fround(failures / get(before, service + S.updaterDirty));
        const exceeds = share > Math.fround(paceAt(m, before, service).maxFailureRatio);
        return acted === (counted && exceeds) ? null : `${share} of the slots failed, acted upon: ${acted}`;
      },
    }),
  },
  {
    claim: 'the window after the last slot ends when it was to end',
    source: '6.1 step 9: one timer',
    watch: (m) => {
      const due = m.services.map(() => NEVER);
      let moved = NEVER;
      return {
        begins() {
          due.fill(NEVER);
          moved = NEVER;
        },
        offers(world, pending) {
          const ends = m.services.map(() => NEVER);
          for (let i = 0; i < pending.count; i++) {
            const code = pending.code[i] ?? 0;
            if (kindOf(code) !== KIND['updater.completes']) continue;
            const isOpen = get(world, m.places.service(argumentOf(code)) + S.updater) === PHASE.updater.monitoring;
            if (isOpen) ends[argumentOf(code)] = get(world, G.now) + (pending.until[i] ?? 0);
          }
          ends.forEach((end, s) => {
            if (end !== NEVER && due[s] !== NEVER && end > (due[s] ?? 0)) moved = end;
            due[s] = end;
          });
        },
        steps(_before, code) {
          if (kindOf(code) === KIND['updater.completes']) due[argumentOf(code)] = NEVER;
          return moved === NEVER ? null : `it was moved to ${moved} ms`;
        },
      };
    },
  },
];
