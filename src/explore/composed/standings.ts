import type { Row } from '../../layout/layout.ts';
import type { Tables } from '../part-keys.ts';
import { bytesOf } from '../tables/interned.ts';
import { wordByNumber } from './book.ts';
import { typeOf, type WorldOf } from './world-rows.ts';

/** What there is of each world that decides what its watchers may do, as a number. */
export interface Standings {
  /** -1: it was neither looked at nor told. */
  known(world: number): number;
  /** The row is of that world. */
  of(world: number, row: Row): number;
  /** Somebody else has looked, and counts them in the same table. */
  readonly tell: (world: number, standing: number) => void;
  bytes(): number;
  /** They are counted in another table from now on, where they have the same numbers. */
  moveTo(tableOf: Tables): void;
}

export function standingsOf(system: WorldOf, tableOf: Tables): Standings {
  const { standingSize, stand } = system.composition;
  const type = typeOf(system, 'standings');
  let all = tableOf(type, standingSize);
  const standing = new Int32Array(standingSize);
  /** Plus one. */
  const numbers = wordByNumber();
  return {
    bytes: () => bytesOf(all) + numbers.bytes(),
    known: (world) => numbers.at(world) - 1,
    of(world, row) {
      const known = numbers.at(world);
      if (known !== 0) return known - 1;
      stand(row, standing);
      const number = all.intern(standing, 0);
      numbers.put(world, number + 1);
      return number;
    },
    tell(world, number) {
      numbers.put(world, number + 1);
    },
    moveTo(tables) {
      all = tables(type, standingSize);
    },
  };
}
