import { assignment } from '#model/actors/scheduler.js';
import { serviceAt, serviceOfSlot, specOf, type Model } from '#model/model.js';
import { AVAILABILITY, meetsConstraints } from '#model/nodes.js';
import { PHASE } from '#model/phases.js';
import { argumentOf, KIND, kindOf } from '#model/steps.js';
import { UpdateState } from '#model/vocabulary.js';
import { isOverState, N, S, T } from '#model/world.js';
import { get, type Row } from '#src/layout/layout.js';
import type { Invariant } from '../breach.ts';
import { eachTask, nameOf, wantedIn } from './looking.ts';

const stopsFirst = (m: Model): boolean =>
  m.specs.every(({ update, rollback }) => update.order === 'stop-first' && rollback.order === 'stop-first');

/**
 * No slot is ever left dead. Where one is, the updater is handed its dead task (7.4), and may add a second one to what the
 * orchestrator has put there meanwhile, the dead task having been deleted.
 */
const restartsAlways = (m: Model): boolean =>
  m.specs.every(({ restart }) => restart.condition === 'any' && restart.maxAttempts === 0);

function reservedOn(m: Model, w: Row, n: number): number {
  let reserved = 0;
  eachTask(m, (at) => {
    const isHere = get(w, at + T.id) !== 0 && get(w, at + T.node) === n + 1 && !isOverState(get(w, at + T.observed));
    if (isHere && get(w, at + T.observed) > 1) reserved += specOf(m, w, at).reservationMb;
    return null;
  });
  return reserved;
}

/** What the engine keeps of every slot and node. */
export const SLOT_INVARIANTS: readonly Invariant[] = [
  {
    claim: 'stop-first, restarting always: a slot never has two wanted tasks, in no replica’s place and on no node',
    source: '6.3: W1 is one transaction; 7.1',
    watch: (m) => {
      if (!stopsFirst(m) || !restartsAlways(m)) return {};
      return {
        steps(_before, code, after) {
          for (let l = 0; l < m.slots; l++) {
            if (wantedIn(m, after, l) > 1) return `${nameOf(code)} left two in slot ${l + 1}`;
          }
          return null;
        },
      };
    },
  },
  {
    claim: 'completed, and nothing left to do: no slot has two wanted tasks, unless a rollback would have rolled back',
    source: '6.8: the clean-up run after completion; 6.6: a status paused in between is what keeps it from running',
    watch: (m) => ({
      rests(world) {
        if (m.specs.some(({ rollback }) => rollback.failureAction === 'rollback')) return null;
        for (let l = 0; l < m.slots; l++) {
          const s = serviceOfSlot(m, l);
          const state = get(world, m.places.service(s) + S.updateState);
          const { mode, firstSlot } = serviceAt(m, s);
          const node = m.places.node(l - firstSlot);
          // reconcile leaves out a paused node.
          const isLeftOut = mode === 'global' && get(world, node + N.availability) === AVAILABILITY.pause;
          // It may wait for ever for a task that fits nowhere.
          const isGone = get(world, m.places.service(s) + S.updater) === PHASE.updater.absent;
          const isDone = state === UpdateState.completed || state === UpdateState.rollback_completed;
          if (isGone && isDone && !isLeftOut && wantedIn(m, world, l) > 1) return `two in slot ${l + 1}`;
        }
        return null;
      },
    }),
  },
  {
    claim:
      'the scheduler assigns only to a node that is up, active, labelled as asked, and has room for the reservation',
    source: '8.5',
    watch: (m) => ({
      steps(before, code, after) {
        if (kindOf(code) !== KIND['scheduler.assigns']) return null;
        const { t, n } = assignment(m, argumentOf(code));
        const [task, node] = [m.places.task(t), m.places.node(n)];
        const spec = specOf(m, after, task);
        if (get(before, node + N.down) !== 0 || get(before, node + N.availability) !== AVAILABILITY.active)
          return 'the node takes no tasks';
        if (!meetsConstraints(m, before, n, spec)) return 'the node lacks the label';
        const reserved = reservedOn(m, after, n);
        return spec.reservationMb > 0 && reserved > m.scenario.host.memoryMb ? `${reserved} MB are reserved` : null;
      },
    }),
  },
];
