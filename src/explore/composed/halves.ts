import type { Row } from '../../layout/layout.ts';
import type { Tables } from '../part-keys.ts';
import { bytesOf, interned } from '../tables/interned.ts';
import { worldRows, type WorldOf } from './world-rows.ts';

/** A row as two numbers, the world's and the watcher's. */
export interface Halves {
  /** The row of that world and that watcher; it is written to by this alone. */
  readonly row: Row;
  read(world: number, watcher: number): void;
  /** Their numbers in another row, which had best differ little from the one that was read. */
  worldOf(row: Row): number;
  watcherOf(row: Row): number;
  bytes(): number;
  /** Worlds are kept in other tables from now on, with the same numbers. */
  moveTo(tableOf: Tables): void;
}

export function halvesOf(system: WorldOf, tableOf: Tables): Halves {
  const { worldSize } = system.composition;
  const row = new Int32Array(system.stride);
  const watchers = interned(system.stride - worldSize, 64);
  let worlds = worldRows(system, tableOf, row);
  let there = -1;
  return {
    row,
    bytes: () => worlds.bytes() + bytesOf(watchers),
    read(world, watcher) {
      worlds.read(world);
      if (watcher === there) return;
      there = watcher;
      watchers.read(watcher, row, worldSize);
    },
    worldOf: (other) => worlds.numberOf(other),
    watcherOf: (other) => watchers.intern(other, worldSize),
    moveTo(tables) {
      worlds = worldRows(system, tables, row);
    },
  };
}
