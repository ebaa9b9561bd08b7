import { invariant } from '../../errors.ts';
import { sharedWords } from '../tables/shared-table.ts';
import { copyRun } from '../tables/words.ts';

/**
 * Memory in which a search leaves requests for those who help it, and they what they made of them. Plain data: it goes to a worker thread.
 * Positions only grow, as numbers of 32 bits that come round; the rings are as long as a power of two.
 */
export interface Exchange {
  readonly control: Int32Array;
  /** Each of so many words. Whoever comes first takes the oldest, the search itself among them. */
  readonly requests: Int32Array;
  readonly requestWords: number;
  /** Of each aide: what it made, in the order in which it began. */
  readonly replies: readonly Int32Array[];
}

/**
 * The search is over; how many requests were put, and taken; how many aides wait for one; how many have begun, or cannot. Then each
 * aide's positions.
 */
const OVER = 0;
const PUT = 1;
const TAKEN = 2;
const WAITING = 3;
const BEGUN = 4;
const POSITIONS = 5;

const writtenAt = (aide: number): number => POSITIONS + 2 * aide;
const readAt = (aide: number): number => POSITIONS + 2 * aide + 1;

const REQUESTS = 1 << 16;
const REPLIES = 1 << 20;
/** No reply is longer. */
export const MOST_REPLY = REPLIES / 4;

/** Nobody is woken for every reply that was read. */
const LOOK_AGAIN_MS = 5;
/** A thread takes a fraction of a second to begin. */
const LONGEST_MS = 60_000;

export function exchangeFor(aides: number, requestWords: number): Exchange {
  const slots = 1 << (31 - Math.clz32(REQUESTS / requestWords));
  return {
    control: sharedWords(POSITIONS + 2 * aides),
    requests: sharedWords(slots * requestWords),
    requestWords,
    replies: Array.from({ length: aides }, () => sharedWords(REPLIES)),
  };
}

const slotsOf = ({ requests, requestWords }: Exchange): number => requests.length / requestWords;

/** The request that starts there is left for whoever comes first; false: there is no room. */
export function putRequest(exchange: Exchange, words: Int32Array, at: number): boolean {
  const { control, requests, requestWords } = exchange;
  const put = Atomics.load(control, PUT);
  if (((put - Atomics.load(control, TAKEN)) | 0) === slotsOf(exchange)) return false;
  copyRun(words, at, requests, (put & (slotsOf(exchange) - 1)) * requestWords, requestWords);
  Atomics.store(control, PUT, (put + 1) | 0);
  if (Atomics.load(control, WAITING) > 0) Atomics.notify(control, PUT, 1);
  return true;
}

/** The oldest request that nobody has taken; false: there is none. */
export function takeRequest(exchange: Exchange, into: Int32Array): boolean {
  const { control, requests, requestWords } = exchange;
  for (;;) {
    const taken = Atomics.load(control, TAKEN);
    if (taken === Atomics.load(control, PUT)) return false;
    // Read before it is taken: after that its place may be another's.
    copyRun(requests, (taken & (slotsOf(exchange) - 1)) * requestWords, into, 0, requestWords);
    if (Atomics.compareExchange(control, TAKEN, taken, (taken + 1) | 0) === taken) return true;
  }
}

/** The same for an aide, which waits for one; false: the search is over. */
export function awaitRequest(exchange: Exchange, into: Int32Array): boolean {
  const { control } = exchange;
  for (;;) {
    const put = Atomics.load(control, PUT);
    if (isOver(exchange)) return false;
    if (takeRequest(exchange, into)) return true;
    Atomics.add(control, WAITING, 1);
    Atomics.wait(control, PUT, put);
    Atomics.sub(control, WAITING, 1);
  }
}

/** So many words are an aide's next reply; it waits until there is room. */
export function writeReply(exchange: Exchange, aide: number, words: Int32Array, count: number): void {
  const { control } = exchange;
  const ring = exchange.replies[aide] as Int32Array;
  const mask = ring.length - 1;
  const written = Atomics.load(control, writtenAt(aide));
  for (;;) {
    const read = Atomics.load(control, readAt(aide));
    if (((written - read) | 0) + count + 1 <= ring.length) break;
    if (isOver(exchange)) return;
    Atomics.wait(control, readAt(aide), read, LOOK_AGAIN_MS);
  }
  ring[written & mask] = count;
  for (let i = 0; i < count; i++) ring[(written + 1 + i) & mask] = words[i] as number;
  Atomics.store(control, writtenAt(aide), (written + 1 + count) | 0);
}

/** An aide's oldest reply that was not read before; how many words it has, 0: there is none. */
export function readReply({ control, replies }: Exchange, aide: number, into: Int32Array): number {
  const read = Atomics.load(control, readAt(aide));
  if (read === Atomics.load(control, writtenAt(aide))) return 0;
  const ring = replies[aide] as Int32Array;
  const mask = ring.length - 1;
  const count = ring[read & mask] as number;
  for (let i = 0; i < count; i++) into[i] = ring[(read + 1 + i) & mask] as number;
  Atomics.store(control, readAt(aide), (read + 1 + count) | 0);
  return count;
}

export const bytesOfExchange = ({ requests, replies }: Exchange): number =>
  replies.reduce((sum, ring) => sum + ring.byteLength, requests.byteLength);

const isOver = ({ control }: Exchange): boolean => Atomics.load(control, OVER) !== 0;

/** One aide more is ready, or has said why it will never be. */
export function beginWork({ control }: Exchange): void {
  Atomics.add(control, BEGUN, 1);
  Atomics.notify(control, BEGUN);
}

/** Nobody need wait any more. After this each aide that cannot work has said so. */
export function endWork({ control, replies }: Exchange): void {
  Atomics.store(control, OVER, 1);
  // Whoever waits for a request looks whether there is one.
  Atomics.add(control, PUT, 1);
  Atomics.notify(control, PUT);
  for (let begun = Atomics.load(control, BEGUN); begun < replies.length; begun = Atomics.load(control, BEGUN)) {
    const waited = Atomics.wait(control, BEGUN, begun, LONGEST_MS);
    invariant(waited !== 'timed-out', 'a thread that was started begins');
  }
}
