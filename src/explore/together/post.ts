import { copyRun } from '../tables/words.ts';
import { MOST_SUCCESSORS } from '../space.ts';
import { boxOf, sentIn, setSent, type Box, type Mail } from './mail.ts';

/** Takes in keys, from that one on, and says at the same places what numbers they have got. */
export type TakeIn = (keys: Int32Array, from: number, to: number, replies: Int32Array) => void;

/** What one thread sends to all, itself among them, and gets from them, in one round after the other. */
export interface Post {
  /** Empties its boxes. */
  begin(): void;
  /** Whether the successors of another state fit in, whoever they are for. */
  hasRoom(): boolean;
  /** Sends the key that starts there; its place among those that go to this thread. */
  send(keys: Int32Array, at: number, to: number): number;
  /** What it has sent to itself since it was asked last. */
  takeOwn(take: TakeIn): void;
  /** To be called before all meet. */
  seal(): void;
  /** After that: what came in from the others. */
  takeIn(take: TakeIn): void;
  /** After all have met once more: the number that was given to what was sent. */
  reply(from: number, place: number): number;
  bytes(): number;
}

export function postOf(mail: Mail, rank: number): Post {
  const { threads, width, capacity } = mail;
  const boxes = Array.from({ length: threads }, (_, to) => boxOf(mail, rank, to));
  const others = boxes.map((_, to) => to).filter((to) => to !== rank);
  const sent = new Int32Array(threads);
  let ownTaken = 0;
  /** Of the box that holds most. */
  let fullest = 0;
  return {
    begin() {
      ownTaken = fullest = 0;
      sent.fill(0);
    },
    hasRoom: () => fullest + MOST_SUCCESSORS <= capacity,
    send(keys, at, to) {
      const place = sent[to] as number;
      copyRun(keys, at, (boxes[to] as Box).keys, place * width, width);
      sent[to] = place + 1;
      if (place >= fullest) fullest = place + 1;
      return place;
    },
    takeOwn(take) {
      const { keys, replies } = boxes[rank] as Box;
      const end = sent[rank] as number;
      take(keys, ownTaken, end, replies);
      ownTaken = end;
    },
    seal() {
      for (const to of others) setSent(mail, rank, to, sent[to] as number);
    },
    takeIn(take) {
      for (const from of others) {
        const { keys, replies } = boxOf(mail, from, rank);
        take(keys, 0, sentIn(mail, from, rank), replies);
      }
    },
    reply: (from, place) => (boxes[from] as Box).replies[place] as number,
    bytes() {
      return boxes.reduce((sum, { keys, replies }) => sum + keys.byteLength + replies.byteLength, 0);
    },
  };
}
