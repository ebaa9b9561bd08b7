import type { Part, Row } from '../layout/layout.ts';
import { ownTables, partKeys, type Tables } from './part-keys.ts';
import { slack } from './scheduler.ts';
import type { Space } from './space.ts';
import { stepList, type TransitionSystem } from './transition-system.ts';

export interface RowSpace extends Space {
  /** The state whose successors were written last. */
  readonly state: Row;
  /** Whether the last of them is a tick's. */
  ticked(): boolean;
  read(keys: Int32Array, at: number, into: Row): void;
  /** Parts of states are kept in other tables from now on, with the same numbers. */
  moveTo(tableOf: Tables): void;
}

export interface RowSpaceOptions {
  /** One tick of the digital clock, in ms: it must divide every constant of the system. */
  readonly tickMs: number;
  readonly isMarked: (state: Row) => boolean;
  /** A state that has no successors, whatever is pending. */
  readonly isFinal?: (state: Row) => boolean;
  /** Where parts are kept; absent: in tables of its own. */
  readonly tableOf?: Tables;
}

const partsOf = ({ parts, stride }: TransitionSystem): readonly Part[] =>
  parts ?? [{ start: 0, size: stride, type: 0 }];

/**
 * A system's states on a digital clock. Steps are taken when they are enabled now; the clock ticks unless something is forced before
 * the next tick.
 */
export function rowSpace(
  system: TransitionSystem,
  { tickMs, isMarked, isFinal, tableOf = ownTables().of }: RowSpaceOptions,
): RowSpace {
  const state = new Int32Array(system.stride);
  const parts = partsOf(system);
  let keysOf = partKeys(parts, tableOf, state);
  const { width } = keysOf;
  const next = new Int32Array(system.stride);
  const options = stepList();
  let ticked = false;

  const arrive = (into: Int32Array, at: number): void => {
    system.collapse?.(next);
    system.canonical(next);
    keysOf.write(next, into, at);
  };
  return {
    width,
    state,
    isMarked: () => isMarked(state),
    ticked: () => ticked,
    bytes: () => keysOf.bytes(),
    initial(into) {
      system.initial(next);
      arrive(into, 0);
    },
    successors(keys, from, into, intoAt) {
      keysOf.read(keys, from);
      ticked = false;
      if (isFinal?.(state) === true) return 0;
      options.count = 0;
      system.pending(state, options);
      let written = 0;
      for (let i = 0; i < options.count; i++) {
        if (options.from[i] !== 0) continue;
        next.set(state);
        system.take(next, options.code[i] as number);
        arrive(into, intoAt + written++ * width);
      }
      if (slack(options) < tickMs) return written;
      ticked = true;
      next.set(state);
      system.advance(next, tickMs);
      arrive(into, intoAt + written++ * width);
      return written;
    },
    read(keys, at, into) {
      keysOf.read(keys, at);
      into.set(state);
    },
    moveTo(tables) {
      keysOf = partKeys(parts, tables, state);
    },
  };
}
