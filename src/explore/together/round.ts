import { growable } from '../growable.ts';
import type { Interned } from '../tables/interned.ts';
import { hash } from '../tables/words.ts';
import { MOST_SUCCESSORS } from '../space.ts';
import type { Mail } from './mail.ts';
import type { Post, TakeIn } from './post.ts';
import type { Share } from './share.ts';

/** The states that a thread expands before it looks for what the others have sent, and their successors. */
export interface Round {
  transitions(): number;
  /** Some state of this or an earlier round. */
  isMarked(): boolean;
  bytes(): number;
  /** Up to the end of the level, or as many as there is room for; where it has come to. */
  expand(from: number, levelEnd: number, depth: number): number;
  /** All numbers are there: tells `expanded`; whether the search goes on. */
  tell(): boolean;
}

const MOST_STATES = 32_768;
/** So many states are expanded before those of their successors that this thread owns are taken in: see breadth-first.ts. */
const BLOCK = 16;

/** The number that all threads know a state by. */
export const numbered = ({ threads }: Mail, rank: number, place: number): number => place * threads + rank;

/** The thread that keeps the state whose key starts there. */
export const ownerOf = ({ threads, ownedBy }: Mail, keys: Int32Array, at: number): number =>
  ((Math.imul(hash(keys, at, ownedBy), 0x9e3779b1) >>> 16) * threads) >>> 16;

export function roundOf(
  { space, noted, expanded }: Share<unknown>,
  mail: Mail,
  rank: number,
  { seen, post, take }: { readonly seen: Interned; readonly post: Post; readonly take: TakeIn },
): Round {
  const { threads, width } = mail;
  const written = new Int32Array(MOST_SUCCESSORS * width);
  /** Of each successor, where its number will be, if anybody is told: in which box, and where in it. */
  const places = growable();
  const numbers = new Int32Array(MOST_SUCCESSORS);
  const counts = new Int32Array(MOST_STATES);
  const notes = new Int32Array(MOST_STATES);
  let [first, end, transitions] = [0, 0, 0];
  let isMarked = false;

  const expandOne = (state: number, depth: number): void => {
    const count = space.successors(seen.words(), state * width, written, 0);
    if (space.isMarked()) isMarked = true;
    counts[state - first] = count;
    if (noted !== undefined) notes[state - first] = noted(numbered(mail, rank, state), depth);
    for (let i = 0; i < count; i++) {
      const owner = ownerOf(mail, written, i * width);
      const place = post.send(written, i * width, owner);
      if (expanded !== undefined) places.push(place * threads + owner);
    }
    transitions += count;
  };
  const numberOf = (place: number): number => post.reply(place % threads, Math.floor(place / threads));
  return {
    transitions: () => transitions,
    isMarked: () => isMarked,
    bytes: () => places.bytes(),
    expand(from, levelEnd, depth) {
      [first, end, transitions] = [from, from, 0];
      places.clear();
      post.begin();
      for (const last = Math.min(levelEnd, from + MOST_STATES); end < last && post.hasRoom();) {
        for (const behind = Math.min(end + BLOCK, last); end < behind && post.hasRoom(); end++) expandOne(end, depth);
        post.takeOwn(take);
      }
      return end;
    },
    tell() {
      let goesOn = true;
      for (let state = first, at = 0; expanded !== undefined && state < end && goesOn; state++) {
        const count = counts[state - first] as number;
        for (let i = 0; i < count; i++) numbers[i] = numberOf(places.at(at++));
        goesOn = expanded(numbered(mail, rank, state), numbers, 0, count, notes[state - first] as number);
      }
      return goesOn;
    },
  };
}
