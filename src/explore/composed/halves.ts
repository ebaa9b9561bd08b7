import type { Part, Row } from '../../layout/layout.ts';
import { partKeys, type TableOf, type Tables } from '../part-keys.ts';
import { bytesOf } from '../tables/interned.ts';
import type { TransitionSystem } from '../transition-system.ts';
import type { Composition } from './composition.ts';

/** A row as two numbers, the world's and the watcher's. A world's number stands for those of its parts, which have numbers of their own. */
export interface Halves {
  /** The row of that world and that watcher; it is written to by this alone. */
  readonly row: Row;
  read(world: number, watcher: number): void;
  /** Their numbers in another row, which had best differ little from the one that was read. */
  worldOf(row: Row): number;
  watcherOf(row: Row): number;
  bytes(): number;
}

type HalvesOf = Pick<TransitionSystem, 'parts' | 'stride'> & { readonly composition: Composition };

/** A composed system's tables: those of the world's parts, then that of worlds and that of watchers. */
export function tablesOfHalves(system: HalvesOf): readonly TableOf[] {
  const { composition, stride } = system;
  const parts = worldParts(system);
  const next = 1 + Math.max(0, ...parts.map(({ type }) => type));
  return [
    ...parts,
    { type: next, size: parts.length, many: true },
    { type: next + 1, size: stride - composition.worldSize },
  ];
}

const worldParts = ({ parts = [], composition }: HalvesOf): readonly Part[] =>
  parts.filter(({ start }) => start < composition.worldSize);

export function halvesOf(system: HalvesOf, tableOf: Tables): Halves {
  const { worldSize } = system.composition;
  const parts = worldParts(system);
  const [ofWorlds, ofWatchers] = tablesOfHalves(system).slice(-2) as [TableOf, TableOf];
  const worlds = tableOf(ofWorlds.type, ofWorlds.size);
  const watchers = tableOf(ofWatchers.type, ofWatchers.size);
  const row = new Int32Array(system.stride);
  const keys = partKeys(parts, tableOf, row);
  const key = new Int32Array(keys.width);
  let [world, watcher] = [-1, -1];
  return {
    row,
    bytes: () => keys.bytes() + bytesOf(worlds) + bytesOf(watchers),
    read(ofWorld, ofWatcher) {
      if (ofWorld !== world) {
        world = ofWorld;
        worlds.read(world, key, 0);
        keys.read(key, 0);
      }
      if (ofWatcher !== watcher) {
        watcher = ofWatcher;
        watchers.read(watcher, row, worldSize);
      }
    },
    worldOf(other) {
      keys.write(other, key, 0);
      return worlds.intern(key, 0);
    },
    watcherOf: (other) => watchers.intern(other, worldSize),
  };
}
