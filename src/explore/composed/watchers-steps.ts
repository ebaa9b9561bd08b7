import type { Judging } from '../judged-space.ts';
import { slack } from '../scheduler.ts';
import { stepList } from '../transition-system.ts';
import { book, type Book } from './book.ts';
import { firstOwn, type ComposedSystem } from './composition.ts';
import type { Halves } from './halves.ts';
import type { Standings } from './standings.ts';
import { pairs, UNKNOWN } from '../tables/pairs.ts';

/** What a watcher may do next, as entries of a book. */
export interface WatchersSteps {
  readonly entries: Pick<Book, 'words'>;
  bytes(): number;
  /** Where the entry of this watcher in this world begins. */
  find(world: number, watcher: number): number;
}

/** Words of an entry; behind them, of each step of its own that is enabled, the code and the question. */
export const PLAN = { ended: 0, mayTick: 1, steps: 2, size: 3 } as const;

/** Found by the watcher and what there is of the world that matters to it, which is little. */
export function watchersSteps(
  system: ComposedSystem,
  { tickMs, endOf }: Judging,
  halves: Halves,
  standings: Standings,
): WatchersSteps {
  const { composition } = system;
  /** Where the entry of a watcher in worlds of a standing begins. */
  const places = pairs();
  const plans = book();
  const options = stepList();
  let count = 0;

  const standingIn = (world: number, watcher: number): number => {
    const known = standings.known(world);
    if (known >= 0) return known;
    halves.read(world, watcher);
    return standings.of(world, halves.row);
  };
  const plan = (world: number, watcher: number): number => {
    halves.read(world, watcher);
    const { row } = halves;
    const ended = endOf(row);
    options.count = 0;
    if (ended === 0) system.pending(row, options);
    const first = firstOwn(composition, options);
    const at = plans.add(count++, PLAN.size + 2 * (options.count - first));
    const { words } = plans;
    words[at + PLAN.ended] = ended;
    words[at + PLAN.mayTick] = slack(options, first) < tickMs ? 0 : 1;
    let step = at + PLAN.size;
    for (let i = first; i < options.count; i++) {
      if (options.from[i] !== 0) continue;
      const code = options.code[i] as number;
      words[step++] = code;
      words[step++] = composition.question(row, code);
    }
    words[at + PLAN.steps] = (step - at - PLAN.size) / 2;
    plans.endAt(step);
    return at;
  };
  return {
    entries: plans,
    bytes: () => places.bytes() + plans.bytes(),
    find(world, watcher) {
      const standsIn = standingIn(world, watcher);
      const known = places.get(watcher, standsIn);
      if (known !== UNKNOWN) return known;
      const at = plan(world, watcher);
      places.add(watcher, standsIn, at);
      return at;
    },
  };
}
