import { pairs, UNKNOWN } from '../tables/pairs.ts';

/** The world that each act makes of a world. */
export interface ActedWorlds {
  after(world: number, act: number): number;
  /** Those that were asked for. */
  each(told: (from: number, act: number, to: number) => void): void;
  bytes(): number;
}

export function actedWorlds(make: (world: number, act: number) => number): ActedWorlds {
  const known = pairs();
  return {
    bytes: () => known.bytes(),
    each: (told) => {
      known.each(told);
    },
    after(world, act) {
      const found = known.get(world, act);
      if (found !== UNKNOWN) return found;
      const to = make(world, act);
      known.add(world, act, to);
      return to;
    },
  };
}
