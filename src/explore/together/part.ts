import { bytesOf, interned } from '../tables/interned.ts';
import type { Mail, Standing } from './mail.ts';
import { postOf, type TakeIn } from './post.ts';
import { numbered, ownerOf, roundOf } from './round.ts';
import type { Share } from './share.ts';

/** The states that one thread owns. A state's number is its place among those, and whose it is: see `numbered`. */
export interface Part {
  states(): number;
  transitions(): number;
  bytes(): number;
  /** What it says of itself. */
  standing(isLate: boolean): Standing;
  /** What is fresh is to be expanded. */
  beginLevel(): void;
  /** It will come to own so many, or about as many. */
  expect(states: number): void;
  /** The first part of a round: it leaves what others own in the post. */
  expand(depth: number): void;
  /** The second, after all have met: it takes in what it owns. */
  takeIn(): void;
  /** The third, after they have met again: `expanded` is told. */
  tell(): void;
}

const ROOM = 1 << 16;

export function partOf(share: Share<unknown>, mail: Mail, rank: number): Part {
  const { space, expanded } = share;
  const post = postOf(mail, rank);
  const seen = interned(mail.width, ROOM);
  const take: TakeIn = (keys, from, to, replies) => {
    seen.internAll(keys, from, to, replies);
    if (expanded === undefined) return;
    for (let i = from; i < to; i++) replies[i] = numbered(mail, rank, replies[i] as number);
  };
  const round = roundOf(share, mail, rank, { seen, post, take });
  let [current, levelEnd, transitions] = [0, 0, 0];
  let isEnded = false;

  const bytes = (): number => {
    // Parts of states are in memory that is shared.
    const parts = rank === 0 ? space.bytes() : 0;
    return bytesOf(seen) + parts + round.bytes() + post.bytes() + (share.bytes?.() ?? 0);
  };
  const first = new Int32Array(mail.width);
  space.initial(first);
  if (ownerOf(mail, first, 0) === rank) seen.intern(first, 0);
  return {
    states: () => seen.count(),
    transitions: () => transitions,
    bytes,
    standing: (isLate) => ({
      left: levelEnd - current,
      fresh: seen.count() - levelEnd,
      states: seen.count(),
      kib: Math.ceil(bytes() / 1_024),
      isMarked: round.isMarked(),
      isLate,
      isEnded,
    }),
    beginLevel() {
      levelEnd = seen.count();
    },
    expect(states) {
      seen.reserve(states);
    },
    expand(depth) {
      current = round.expand(current, levelEnd, depth);
      transitions += round.transitions();
      post.seal();
    },
    takeIn() {
      post.takeIn(take);
    },
    tell() {
      if (!round.tell()) isEnded = true;
    },
  };
}
