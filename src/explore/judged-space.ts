import { composedSpace } from './composed/composed-space.ts';
import { tablesOfHalves } from './composed/halves.ts';
import { isComposed } from './composed/composition.ts';
import type { Row } from '../layout/layout.ts';
import { ownTables, type TableOf, type Tables } from './part-keys.ts';
import { partsOf, rowSpace } from './row-space.ts';
import type { Space } from './space.ts';
import type { JudgedSystem } from './transition-system.ts';

/** The states of a judged system, in which a run that is over has no successors. */
export interface JudgedSpace extends Space {
  /** How the run of the state whose successors were written last ended, as `endOf` numbers it; 0: it goes on. */
  ended(): number;
  /** Whether the last of those successors is a tick's. */
  ticked(): boolean;
  read(keys: Int32Array, at: number, into: Row): void;
}

export interface Judging {
  /** One tick of the digital clock, in ms: it must divide every constant of the system. */
  readonly tickMs: number;
  /** A number for the way in which a run ended; 0: it goes on. */
  readonly endOf: (state: Row) => number;
  /** Whether a state where a run ended so is one that is looked for. */
  readonly refutes: (ended: number) => boolean;
  /** Where parts of states are kept; absent: in tables of its own. */
  readonly tables?: Tables | undefined;
}

export function judgedSpace(system: JudgedSystem, judging: Judging): JudgedSpace {
  const { tables = ownTables } = judging;
  return isComposed(system) ? composedSpace(system, judging, tables) : judgedRows(system, judging);
}

/** Every table that the space of a system keeps parts of its states in. */
export const tablesOf = (system: JudgedSystem): readonly TableOf[] =>
  isComposed(system) ? tablesOfHalves(system) : partsOf(system);

function judgedRows(system: JudgedSystem, { endOf, refutes, ...options }: Judging): JudgedSpace {
  let ended = 0;
  const space = rowSpace(system, {
    ...options,
    isFinal(state) {
      ended = endOf(state);
      return ended !== 0;
    },
    isMarked: () => refutes(ended),
  });
  return { ...space, ended: () => ended };
}
