import { growable } from '../growable.ts';
import { hash } from '../interned.ts';
import { MOST_SUCCESSORS } from '../space.ts';
import { keyList, type KeyList } from './key-list.ts';
import type { Mail } from './mail.ts';
import type { Post } from './post.ts';
import type { Share } from './share.ts';

/** The states that a thread expands before it looks for what the others have sent, and their successors. */
export interface Round {
  /** Successors that this thread owns. */
  readonly own: KeyList;
  readonly transitions: number;
  /** Some state of this or an earlier round. */
  readonly isMarked: boolean;
  readonly bytes: number;
  /** Up to the end of the level, or as many as there is room for; where it has come to. */
  expand(words: Int32Array, from: number, levelEnd: number, depth: number): number;
  /** All numbers are there: tells `expanded`; whether the search goes on. */
  tell(): boolean;
}

const MOST_STATES = 32_768;

/** The number that all threads know a state by. */
export const numbered = ({ threads }: Mail, rank: number, place: number): number => place * threads + rank;

/** The thread that keeps the state whose key starts there. */
export const ownerOf = ({ threads, width }: Mail, keys: Int32Array, at: number): number =>
  ((hash(keys, at, width) >>> 16) * threads) >>> 16;

export function roundOf({ space, noted, expanded }: Share<unknown>, mail: Mail, rank: number, post: Post): Round {
  const { threads, width } = mail;
  const written = new Int32Array(MOST_SUCCESSORS * width);
  const own = keyList(width);
  /** Of each successor whose it is, and its place among what that thread was given. */
  const places = growable();
  const numbers = new Int32Array(MOST_SUCCESSORS);
  const counts = new Int32Array(MOST_STATES);
  const notes = new Int32Array(MOST_STATES);
  let [first, end, transitions] = [0, 0, 0];
  let isMarked = false;

  const give = (at: number): void => {
    const owner = ownerOf(mail, written, at);
    const place = owner === rank ? own.push(written, at) : post.send(written, at, owner);
    if (expanded !== undefined) places.push(place * threads + owner);
  };
  const numberOf = (at: number): number => {
    const owner = at % threads;
    const place = (at - owner) / threads;
    return owner === rank ? numbered(mail, rank, own.numbers[place] as number) : post.reply(owner, place);
  };
  return {
    own,
    get transitions() {
      return transitions;
    },
    get isMarked() {
      return isMarked;
    },
    get bytes() {
      return own.bytes + places.bytes;
    },
    expand(words, from, levelEnd, depth) {
      [first, end, transitions] = [from, from, 0];
      own.clear();
      places.clear();
      post.begin();
      for (const last = Math.min(levelEnd, from + MOST_STATES); end < last && post.hasRoom(); end++) {
        const count = space.successors(words, end * width, written, 0);
        if (space.isMarked) isMarked = true;
        counts[end - from] = count;
        if (noted !== undefined) notes[end - from] = noted(numbered(mail, rank, end), depth);
        for (let i = 0; i < count; i++) give(i * width);
        transitions += count;
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
