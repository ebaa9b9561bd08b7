import { isAlive } from '#model/actors/host-memory.js';
import { paceOf, specAt, type Model } from '#model/model.js';
import { PHASE } from '#model/phases.js';
import { KIND, KINDS, kindOf } from '#model/steps.js';
import { UpdateState } from '#model/vocabulary.js';
import { G, isRollingBack, L, N, S, T } from '#model/world.js';
import { UNFORCED } from '#src/explore/transition-system.js';
import { get, NEVER, type Row } from '#src/layout/layout.js';
import type { Invariant, Watch } from './breach.ts';

/** Looks at every task record before and after a step; `at` are offsets of its record, the same in both. */
function eachTask(m: Model, look: (at: number, t: number) => string | null): string | null {
  for (let t = 0; t < m.tasks; t++) {
    const words = look(m.places.task(t), t);
    if (words !== null) return words;
  }
  return null;
}

/** Checks each task that was there before a step and still is. */
const keptTasks =
  (m: Model, look: (before: Row, after: Row, at: number) => string | null): NonNullable<Watch['steps']> =>
  (before, _code, after) =>
    eachTask(m, (at) => {
      const id = get(before, at + T.id);
      return id === 0 || get(after, at + T.id) !== id ? null : look(before, after, at);
    });

const name = (code: number): string => KINDS[kindOf(code)] ?? '';
const isOperators = (code: number): boolean => name(code).startsWith('operator.');

const isCompletion = (code: number): boolean => kindOf(code) === KIND['updater.completes'];

/** What the store holds of a service that people are shown. */
const SHOWN = [S.spec, S.previousSpec, S.specVersion, S.updateState, S.startedAt, S.completedAt, S.message] as const;

function workersAtWork(m: Model, w: Row): number {
  const { idle, queued, done } = PHASE.worker;
  let busy = 0;
  for (let l = 0; l < m.slots; l++) {
    const phase = get(w, m.places.slot(l) + L.worker);
    if (phase !== idle && phase !== queued && phase !== done) busy++;
  }
  return busy;
}

const configOf = (m: Model, w: Row) => {
  const service = m.places.service(0);
  return paceOf(specAt(m, get(w, service + S.updaterSpec)), isRollingBack(get(w, service + S.updaterState)));
};

/** Those that the real engine keeps, and this model with it. */
export const INVARIANTS: readonly Invariant[] = [
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
    claim: 'a task keeps the spec and the SpecVersion that it was created with',
    source: 'section 1',
    watch: (m) => ({
      steps: keptTasks(m, (before, after, at) =>
        get(after, at + T.spec) !== get(before, at + T.spec) ||
        get(after, at + T.specVersion) !== get(before, at + T.specVersion)
          ? `task ${get(after, at + T.id)} changed its spec`
          : null,
      ),
    }),
  },
  {
    claim: 'a task id is given once',
    source: 'section 10, Inv',
    watch: (m) => ({
      steps: (before, _code, after) =>
        eachTask(m, (at, t) => {
          const id = get(after, at + T.id);
          if (id === 0) return null;
          const isNew = id !== get(before, at + T.id);
          if (isNew && id <= get(before, G.lastTaskId)) return `id ${id} was given again`;
          return eachTask(m, (other, u) => (u !== t && get(after, other + T.id) === id ? `two tasks ${id}` : null));
        }),
    }),
  },
  {
    claim: 'the store never knows more of a task than its node',
    source: 'section 3; 8.1',
    watch: (m) => ({
      steps: (_before, _code, after) =>
        eachTask(m, (at) =>
          get(after, at + T.observed) > get(after, at + T.actual) ? `task ${get(after, at + T.id)} is ahead` : null,
        ),
    }),
  },
  {
    claim: 'workers hold at most parallelism slots at once',
    source: 'section 17: holds for the updater alone',
    watch: (m) => ({
      steps: (_before, _code, after) => {
        const { parallelism } = configOf(m, after);
        const busy = workersAtWork(m, after);
        return parallelism > 0 && busy > parallelism ? `${busy} slots, parallelism ${parallelism}` : null;
      },
    }),
  },
  {
    claim: 'only the operator writes a spec, or a rollback: PreviousSpec, which is gone then',
    source: '2.1, 6.7',
    watch: (m) => {
      const service = m.places.service(0);
      return {
        steps(before, code, after) {
          const [was, is] = [get(before, service + S.spec), get(after, service + S.spec)];
          const rollsBack = kindOf(code) === KIND['updater.reads-failure'];
          if (was === is || isOperators(code)) return null;
          if (!rollsBack) return `${name(code)} wrote a spec`;
          if (is !== get(before, service + S.previousSpec) - 1)
            return 'a rollback wrote another spec than PreviousSpec';
          if (get(after, service + S.previousSpec) !== 0) return 'a rollback kept PreviousSpec';
          return get(after, service + S.updateState) === UpdateState.rollback_started ? null : 'not rollback_started';
        },
      };
    },
  },
  {
    claim: 'the updater of a rollback never rolls back: it writes no spec',
    source: 'section 17; 6.6',
    watch: (m) => {
      const service = m.places.service(0);
      return {
        steps: (before, code, after) =>
          !isOperators(code) &&
          isRollingBack(get(before, service + S.updaterState)) &&
          get(before, service + S.spec) !== get(after, service + S.spec)
            ? 'a rollback was rolled back'
            : null,
      };
    },
  },
  {
    claim: 'a failure is acted upon when, and only when, failures over dirty slots exceed the ratio',
    source: 'section 17; 6.5',
    watch: (m) => {
      const service = m.places.service(0);
      return {
        steps(before, code, after) {
          if (kindOf(code) !== KIND['updater.reads-failure']) return null;
          const phase = get(after, service + S.updater);
          const acted = get(before, service + S.updater) !== phase;
          // Once it has returned, its count is gone: that failure was one more.
          const isGone = phase === PHASE.updater.absent || phase === PHASE.updater.created;
          const failures = isGone
            ? get(before, service + S.updaterFailures) + 1
            : get(after, service + S.updaterFailures);
          const counted = failures > get(before, service + S.updaterFailures);
          const share = Math.fround(failures / get(before, service + S.updaterDirty));
          const exceeds = share > Math.fround(configOf(m, before).maxFailureRatio);
          return acted === (counted && exceeds) ? null : `${share} of the slots failed, acted upon: ${acted}`;
        },
      };
    },
  },
  {
    claim: 'Version.Index rises with every write to the service, and never falls',
    source: '2.1',
    watch: (m) => {
      const service = m.places.service(0);
      return {
        steps(before, code, after) {
          const rise = get(after, service + S.version) - get(before, service + S.version);
          if (rise < 0) return 'Version.Index fell';
          const written = SHOWN.find((field) => get(before, service + field) !== get(after, service + field));
          return written !== undefined && rise === 0 ? `${name(code)} wrote the service without a new version` : null;
        },
      };
    },
  },
  {
    claim: 'no step is taken before its window, and time passes no step that it forces',
    source: 'the seam of every scheduler',
    watch: () => {
      let forced = 0;
      const windows = new Map<number, number>();
      return {
        offers(world, pending) {
          const now = get(world, G.now);
          windows.clear();
          forced = UNFORCED;
          for (let i = 0; i < pending.count; i++) {
            const until = pending.until[i] ?? 0;
            windows.set(pending.code[i] ?? 0, now + (pending.from[i] ?? 0));
            if (until < UNFORCED) forced = Math.min(forced, now + until);
          }
        },
        steps(before, code) {
          const now = get(before, G.now);
          const from = windows.get(code);
          if (from === undefined || now < from) return `${name(code)} was taken too early`;
          return now > forced ? `${name(code)} was taken ${now - forced} ms after another was forced` : null;
        },
      };
    },
  },
  {
    claim: 'no task lives longer under memory pressure than the kernel takes at most',
    source: '8.4; the scenario’s oomKill',
    watch: (m) => {
      let since = NEVER;
      return {
        begins: () => (since = NEVER),
        steps(before, code, after) {
          const now = get(after, G.now);
          const lasted = since === NEVER ? 0 : now - since;
          const pressed =
            get(after, m.places.node(0) + N.overSince) !== NEVER &&
            eachTask(m, (at) => (isAlive(after, at) ? '' : null)) === '';
          if (!pressed || kindOf(code) === KIND['host-memory.kills']) since = NEVER;
          if (pressed && since === NEVER) since = now;
          return lasted > m.scenario.host.oomKill.latestMs ? `pressure for ${lasted} ms` : null;
        },
      };
    },
  },
  {
    claim: 'the window after the last slot ends when it was to end',
    source: '6.1 step 9: one timer',
    watch: (m) => {
      const service = m.places.service(0);
      let [due, moved] = [NEVER, NEVER];
      return {
        begins: () => ([due, moved] = [NEVER, NEVER]),
        offers(world, pending) {
          const i = pending.code.subarray(0, pending.count).findIndex(isCompletion);
          const isOpen = get(world, service + S.updater) === PHASE.updater.monitoring && i >= 0;
          const ends = isOpen ? get(world, G.now) + (pending.until[i] ?? 0) : NEVER;
          if (isOpen && due !== NEVER && ends > due) moved = ends;
          due = ends;
        },
        steps(_before, code) {
          if (isCompletion(code)) due = NEVER;
          return moved === NEVER ? null : `it was moved to ${moved} ms`;
        },
      };
    },
  },
];
