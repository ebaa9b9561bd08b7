import { composedSpace } from './composed/composed-space.ts';
import { isComposed } from './composed/composition.ts';
import { worldAide } from './composed/worlds-ahead.ts';
import type { Aide, Aides } from './help/aide.ts';
import { spaceAhead, spaceAide } from './help/space-ahead.ts';
import type { Row } from '../layout/layout.ts';
import { ownTables, tablesOver } from './part-keys.ts';
import { rowSpace } from './row-space.ts';
import type { Space } from './space.ts';
import type { JudgedSystem } from './transition-system.ts';

/** The states of a judged system, in which a run that is over has no successors. */
export interface JudgedSpace extends Space {
  /** How the run of the state whose successors were written last ended, as `endOf` numbers it; 0: it goes on. */
  ended(): number;
  ticked(): boolean;
  read(keys: Int32Array, at: number, into: Row): void;
  /** False: steps without time lead back to no state that was expanded. Absent, or true: that is to be seen. */
  readonly mayLoop?: () => boolean;
}

export interface Judging {
  /** One tick of the digital clock, in ms: it must divide every constant of the system. */
  readonly tickMs: number;
  /** A number for the way in which a run ended; 0: it goes on. */
  readonly endOf: (state: Row) => number;
  /** Whether a state where a run ended so is one that is looked for. */
  readonly refutes: (ended: number) => boolean;
  /** Who writes successors beside this thread; absent: nobody. Each is a `judgedAide` of the same system. */
  readonly aides?: Aides | undefined;
}

export function judgedSpace(system: JudgedSystem, judging: Judging): JudgedSpace {
  return isComposed(system) ? composedSpace(system, judging) : judgedRows(system, judging);
}

export const judgedAide = (system: JudgedSystem, tickMs: number): Aide =>
  isComposed(system)
    ? worldAide(system, tickMs)
    : spaceAide((tableOf) =>
        rowSpace(system, { tickMs, tableOf, isMarked: () => false, isFinal: (state) => system.finished(state) }),
      );

/** So many rows are asked for at once: making one takes longer than sending it. */
const ROWS = 8;

function judgedRows(system: JudgedSystem, { tickMs, endOf, refutes, aides }: Judging): JudgedSpace {
  const tables = ownTables();
  let ended = 0;
  const space = rowSpace(system, {
    tickMs,
    tableOf: tables.of,
    isFinal(state) {
      ended = endOf(state);
      return ended !== 0;
    },
    isMarked: () => refutes(ended),
  });
  if (aides === undefined) return { ...space, ended: () => ended };
  const share = () => {
    const shared = tables.shared([]);
    space.moveTo(tablesOver(shared));
    return shared;
  };
  const ahead = spaceAhead(space, { aides, chunk: ROWS, share });
  return { ...ahead, ended: () => (ahead.isOwn() ? ended : 0) };
}
