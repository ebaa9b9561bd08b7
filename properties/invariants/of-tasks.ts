import { serviceAt, serviceOfSlot, specAt } from '#model/model.js';
import { KIND, kindOf } from '#model/steps.js';
import { slotOfTask } from '#model/slots.js';
import { SPECS_PER_SERVICE } from '#model/specs.js';
import { TaskState } from '#model/vocabulary.js';
import { END, G, S, T } from '#model/world.js';
import { get } from '#src/layout/layout.js';
import type { Invariant } from '../breach.ts';
import { eachTask, keptTasks, nameOf } from './looking.ts';

/** What the engine keeps of every task. */
export const TASK_INVARIANTS: readonly Invariant[] = [
  {
    claim: 'an observed state never goes back',
    source: 'section 17; section 1',
    watch: (m) => ({
      steps: keptTasks(m, (before, after, at) =>
        get(after, at + T.observed) < get(before, at + T.observed) ||
        get(after, at + T.actual) < get(before, at + T.actual)
          ? `task ${get(after, at + T.id)} went back`
          : null,
      ),
    }),
  },
  {
    claim: 'a desired state never goes back',
    source: 'section 17; 8.1',
    watch: (m) => ({
      steps: keptTasks(m, (before, after, at) =>
        get(after, at + T.desired) < get(before, at + T.desired) ? `task ${get(after, at + T.id)} went back` : null,
      ),
    }),
  },
  {
    claim: 'a task keeps the spec and the SpecVersion that it was created with, and the node that it was given',
    source: 'section 1',
    watch: (m) => ({
      steps: keptTasks(m, (before, after, at) => {
        const node = get(before, at + T.node);
        const isKept =
          get(after, at + T.spec) === get(before, at + T.spec) &&
          get(after, at + T.specVersion) === get(before, at + T.specVersion) &&
          (node === 0 || get(after, at + T.node) === node);
        return isKept ? null : `task ${get(after, at + T.id)} changed`;
      }),
    }),
  },
  {
    claim: 'a task id is given once',
    source: 'section 10, Inv',
    watch: (m) => ({
      steps: (before, _code, after) => {
        const ids = new Set<number>();
        return eachTask(m, (at) => {
          const id = get(after, at + T.id);
          if (id === 0) return null;
          if (ids.has(id)) return `two tasks ${id}`;
          ids.add(id);
          const isNew = id !== get(before, at + T.id);
          return isNew && id <= get(before, G.lastTaskId) ? `id ${id} was given again` : null;
        });
      },
    }),
  },
  {
    claim: 'the store never knows more of a task than its node, unless the constraint enforcer has rejected it',
    source: 'section 3; 8.1',
    watch: (m) => ({
      steps: (before, code, after) =>
        eachTask(m, (at) => {
          const observed = get(after, at + T.observed);
          if (observed <= get(after, at + T.actual) || get(before, at + T.observed) === observed) return null;
          const isEnforced = observed === TaskState.rejected && get(after, at + T.end) === END.enforced;
          const byEnforcer = kindOf(code) === KIND['constraint-enforcer.checks-node'];
          return isEnforced && byEnforcer ? null : `task ${get(after, at + T.id)} is ahead`;
        }),
    }),
  },
  {
    claim: 'a task is desired REMOVE only in a service that is gone, or a replicated one that may come to want fewer',
    source: '8.1; 4.1',
    watch: (m) => ({
      steps: (before, code, after) =>
        eachTask(m, (at, t) => {
          const isNew =
            get(before, at + T.desired) !== TaskState.remove || get(before, at + T.id) !== get(after, at + T.id);
          if (get(after, at + T.id) === 0 || get(after, at + T.desired) !== TaskState.remove || !isNew) return null;
          const s = serviceOfSlot(m, slotOfTask(m, t));
          const { mode, firstSpec, slots } = serviceAt(m, s);
          if (get(after, m.places.service(s) + S.gone) !== 0) return null;
          if (mode === 'global') return `${nameOf(code)} removed a task of a global service`;
          const counts = Array.from({ length: SPECS_PER_SERVICE }, (_, i) => specAt(m, firstSpec + i).replicas);
          return slots > Math.min(...counts) ? null : `${nameOf(code)} removed a task`;
        }),
    }),
  },
  {
    claim: 'a task carries a spec of its own service’s plan',
    source: 'section 1',
    watch: (m) => ({
      steps: (_before, _code, after) =>
        eachTask(m, (at, t) => {
          if (get(after, at + T.id) === 0) return null;
          const s = serviceOfSlot(m, slotOfTask(m, t));
          const { firstSpec } = serviceAt(m, s);
          const isOwn = (spec: number): boolean => spec >= firstSpec && spec < firstSpec + SPECS_PER_SERVICE;
          const isRight = isOwn(get(after, at + T.spec)) && isOwn(get(after, m.places.service(s) + S.spec));
          return isRight ? null : `task ${get(after, at + T.id)} has a spec of another service`;
        }),
    }),
  },
];
