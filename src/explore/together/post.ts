import { copyRun } from '../interned.ts';
import { MOST_SUCCESSORS } from '../space.ts';
import { boxOf, sentIn, setSent, type Box, type Mail } from './mail.ts';

/** What one thread sends to the others, and gets from them, in one round after the other. */
export interface Post {
  /** Empties its boxes. */
  begin(): void;
  /** Whether the successors of another state fit in, whoever they are for. */
  hasRoom(): boolean;
  /** Sends the key that starts there; its place among those that go to this thread. */
  send(keys: Int32Array, at: number, to: number): number;
  /** To be called before all meet. */
  seal(): void;
  /** After that: what came in, and where it is said what numbers it has got. */
  takeIn(take: (keys: Int32Array, count: number, replies: Int32Array) => void): void;
  /** After all have met once more: the number that was given to what was sent. */
  reply(from: number, place: number): number;
  readonly bytes: number;
}

export function postOf(mail: Mail, rank: number): Post {
  const { threads, width, capacity } = mail;
  const boxes = Array.from({ length: threads }, (_, to) => boxOf(mail, rank, to));
  const others = boxes.map((_, to) => to).filter((to) => to !== rank);
  const sent = new Int32Array(threads);
  /** Of the box that holds most. */
  let fullest = 0;
  return {
    begin() {
      fullest = 0;
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
    seal() {
      for (const to of others) setSent(mail, rank, to, sent[to] as number);
    },
    takeIn(take) {
      for (const from of others) {
        const { keys, replies } = boxOf(mail, from, rank);
        take(keys, sentIn(mail, from, rank), replies);
      }
    },
    reply: (from, place) => (boxes[from] as Box).replies[place] as number,
    get bytes() {
      return boxes.reduce((sum, { keys, replies }) => sum + keys.byteLength + replies.byteLength, 0);
    },
  };
}
