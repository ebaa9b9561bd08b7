import type { StepCode } from '../transition-system.ts';
import { growable, type Growable } from '../growable.ts';
import type { ActedWorlds } from './acted-worlds.ts';
import type { Composition } from './composition.ts';
import type { Halves } from './halves.ts';
import { pairs, UNKNOWN, type Pairs } from '../tables/pairs.ts';
import type { Stepper } from './stepper.ts';

/** Instead of a step's code. */
export const TICK = -1;

/** Writes a state's successors, one behind the other: those that are known, and those that have to be made. */
export interface SuccessorsWritten {
  begin(world: number, watcher: number, into: Int32Array, at: number): void;
  /** By the world's step, or its tick: what its news is, plus one, or 0 where each watcher makes its own, and the world that it leads to. */
  afterNews(step: StepCode, news: number, to: number): void;
  /** By the watcher's step: what it is shown, plus one. */
  afterSight(step: StepCode, shown: number): void;
  readonly learnt: Learnt;
  /** So many since `begin`. */
  written(): number;
  bytes(): number;
}

/** What has been made once. A watcher's number has with it what it does to the world: `number * acts + act`. */
export interface Learnt {
  /** What becomes of a watcher that is shown that. */
  readonly bySight: Pairs;
  /** Where worlds went by steps of single watchers, but for ticks: from where, and to where. */
  readonly ownWays: Growable;
}

export function successorsWritten(
  { acts, actOf }: Composition,
  steps: Stepper,
  halves: Halves,
  acted: ActedWorlds,
): SuccessorsWritten {
  /** What becomes of a watcher that has such news. */
  const byNews = pairs();
  const bySight = pairs();
  const ownWays = growable();
  let [world, watcher, start, end] = [0, 0, 0, 0];
  let keys = new Int32Array(0);

  const make = (step: StepCode): void => {
    halves.read(world, watcher);
    if (step === TICK) steps.tick(halves.row);
    else steps.take(halves.row, step);
    keys[end++] = halves.worldOf(steps.next);
    keys[end++] = halves.watcherOf(steps.next);
  };
  const learn = (by: Pairs, told: number, act: number): void => {
    by.add(watcher, told, (keys[end - 1] as number) * acts + act);
  };
  const goOwnWay = (): void => {
    ownWays.push(world);
    ownWays.push(keys[end - 2] as number);
  };
  return {
    written: () => (end - start) / 2,
    bytes: () => byNews.bytes() + bySight.bytes() + ownWays.bytes(),
    learnt: { bySight, ownWays },
    begin(ofWorld, ofWatcher, into, at) {
      [world, watcher] = [ofWorld, ofWatcher];
      keys = into as Int32Array<ArrayBuffer>;
      start = end = at;
    },
    afterNews(step, news, to) {
      const known = news === 0 ? UNKNOWN : byNews.get(watcher, news);
      if (known === UNKNOWN) {
        make(step);
        if (news !== 0) learn(byNews, news, 0);
        else if (step !== TICK) goOwnWay();
        return;
      }
      keys[end++] = to;
      keys[end++] = known / acts;
    },
    afterSight(step, shown) {
      const known = bySight.get(watcher, shown);
      if (known === UNKNOWN) {
        make(step);
        const does = actOf(halves.row, steps.next);
        learn(bySight, shown, does);
        if (does !== 0) goOwnWay();
        return;
      }
      const act = known % acts;
      keys[end++] = act === 0 ? world : acted.after(world, act);
      keys[end++] = (known - act) / acts;
    },
  };
}
