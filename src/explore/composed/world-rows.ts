import type { Part, Row } from '../../layout/layout.ts';
import { partKeys, type Tables } from '../part-keys.ts';
import { bytesOf } from '../tables/interned.ts';
import type { TransitionSystem } from '../transition-system.ts';
import type { Composition } from './composition.ts';

/** Worlds as numbers, each of which stands for those of its parts, which have numbers of their own. */
export interface WorldRows {
  /** Writes the world's words of the row. */
  read(world: number): void;
  /** The number of the world in another row, which had best differ little from the one that was read. */
  numberOf(row: Row): number;
  bytes(): number;
}

export type WorldOf = Pick<TransitionSystem, 'parts' | 'stride'> & { readonly composition: Composition };

const worldParts = ({ parts = [], composition }: WorldOf): readonly Part[] =>
  parts.filter(({ start }) => start < composition.worldSize);

/** What is kept in tables beside the world's parts: worlds themselves, as the numbers of their parts, and what is told of them. */
const KEPT = ['worlds', 'news', 'outlooks', 'shown', 'standings'] as const;

/** Its type: none of the parts' is as high. */
export const typeOf = (system: WorldOf, kept: (typeof KEPT)[number]): number =>
  1 + Math.max(-1, ...worldParts(system).map(({ type }) => type)) + KEPT.indexOf(kept);

/** `row`: nobody else writes to its world's words. */
export function worldRows(system: WorldOf, tableOf: Tables, row: Row): WorldRows {
  const parts = worldParts(system);
  const keys = partKeys(parts, tableOf, row);
  const key = new Int32Array(parts.length);
  const worlds = tableOf(typeOf(system, 'worlds'), key.length);
  let there = -1;
  return {
    bytes: () => keys.bytes() + bytesOf(worlds),
    read(world) {
      if (world === there) return;
      there = world;
      worlds.read(world, key, 0);
      keys.read(key, 0);
    },
    numberOf(other) {
      keys.write(other, key, 0);
      return worlds.intern(key, 0);
    },
  };
}
