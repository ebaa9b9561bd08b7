import { bytesOfExchange, MOST_REPLY, putRequest, readReply, takeRequest } from '../help/exchange.ts';
import type { Aide, Help } from '../help/aide.ts';
import { copyRun } from '../tables/words.ts';
import { wordByNumber, type Book } from './book.ts';
import type { ComposedSystem } from './composition.ts';
import { standingsOf } from './standings.ts';
import { stepper } from './stepper.ts';
import { worldMaker } from './world-maker.ts';

/** Worlds that are made by aides before they are looked for. */
export interface WorldsAhead {
  bytes(): number;
  /** It is neither there nor asked for. */
  isForgotten(world: number): boolean;
  /** `asked`: see `WorldMaker`. */
  ask(world: number, asked: number): void;
  /** Where its entry begins, in the book. While it is waited for others are made. */
  find(world: number): number;
  readonly end: () => void;
}

/** Words of a request: a world, and which questions are asked. */
export const WORLD_REQUEST = 2;

/** So often one looks for what an aide makes just now; then it is made once more. It takes a fraction of that, unless the aide was stopped. */
const PATIENCE = 5_000;
/** Replies are taken in after so many requests, looked for or not: an aide that has no room for one more waits. */
const TAKE_EVERY = 64;

/** `make`: makes an entry of the book. `learn`: told of one that another has made. */
export function worldsAhead(
  { exchange, end }: Help,
  entries: Book,
  make: (world: number) => number,
  learn: (entry: number) => void,
): WorldsAhead {
  const requested = wordByNumber();
  const request = new Int32Array(WORLD_REQUEST);
  const reply = new Int32Array(MOST_REPLY);
  let askedSince = 0;

  const keep = (words: number): void => {
    const world = reply[0] as number;
    if (entries.find(world) >= 0) return;
    const at = entries.add(world, words - 1);
    copyRun(reply, 1, entries.words, at, words - 1);
    learn(at);
  };
  const takeReplies = (): void => {
    askedSince = 0;
    for (let aide = 0; aide < exchange.replies.length; aide++) {
      for (let words = readReply(exchange, aide, reply); words > 0; words = readReply(exchange, aide, reply))
        keep(words);
    }
  };
  const makeNext = (): boolean => {
    if (!takeRequest(exchange, request)) return false;
    const next = request[0] as number;
    if (entries.find(next) < 0) make(next);
    return true;
  };
  return {
    bytes: () => requested.bytes() + bytesOfExchange(exchange),
    isForgotten: (world) => entries.find(world) < 0 && requested.at(world) === 0,
    ask(world, asked) {
      request[0] = world;
      request[1] = asked;
      if (putRequest(exchange, request, 0)) requested.put(world, 1);
      if (++askedSince === TAKE_EVERY) takeReplies();
    },
    find(world) {
      if (requested.at(world) === 0) return make(world);
      for (let looks = 0; looks < PATIENCE; looks++) {
        takeReplies();
        const found = entries.find(world);
        if (found >= 0) return found;
        if (makeNext()) looks = 0;
      }
      return make(world);
    },
    end,
  };
}

/** Makes worlds for whoever keeps them. */
export function worldAide(system: ComposedSystem, tickMs: number): Aide {
  return (tables) => {
    const maker = worldMaker(system, stepper(system, tickMs), tickMs, tables, standingsOf(system, tables));
    return ([world = 0, asked = 0], reply) => {
      reply[0] = world;
      return maker.write(world, asked, reply, 1);
    };
  };
}
