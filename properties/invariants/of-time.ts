import { isAlive } from '#model/actors/host-memory.js';
import { argumentOf, KIND, kindOf } from '#model/steps.js';
import { G, N, T } from '#model/world.js';
import { UNFORCED } from '#src/explore/transition-system.js';
import { get, NEVER } from '#src/layout/layout.js';
import type { Invariant } from '../breach.ts';
import { eachTask, nameOf } from './looking.ts';

/** What every schedule keeps of time. */
export const TIME_INVARIANTS: readonly Invariant[] = [
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
          if (from === undefined || now < from) return `${nameOf(code)} was taken too early`;
          return now > forced ? `${nameOf(code)} was taken ${now - forced} ms after another was forced` : null;
        },
      };
    },
  },
  {
    claim: 'no task lives longer under memory pressure than the kernel takes at most',
    source: '8.4; the scenario’s oomKill',
    watch: (m) => {
      const since = new Array<number>(m.nodes).fill(NEVER);
      return {
        begins: () => since.fill(NEVER),
        steps(before, code, after) {
          const now = get(after, G.now);
          const isKill = kindOf(code) === KIND['host-memory.kills'];
          const killedOn = isKill ? get(before, m.places.task(argumentOf(code)) + T.node) - 1 : -1;
          for (let n = 0; n < m.nodes; n++) {
            const began = since[n] ?? NEVER;
            const isThere = (at: number): boolean => isAlive(after, at) && get(after, at + T.node) === n + 1;
            const pressed =
              get(after, m.places.node(n) + N.overSince) !== NEVER &&
              eachTask(m, (at) => (isThere(at) ? '' : null)) === '';
            if (!pressed || n === killedOn) since[n] = NEVER;
            if (pressed && since[n] === NEVER) since[n] = now;
            const lasted = began === NEVER ? 0 : now - began;
            if (lasted > m.scenario.host.oomKill.latestMs) return `pressure for ${lasted} ms on node ${n + 1}`;
          }
          return null;
        },
      };
    },
  },
];
