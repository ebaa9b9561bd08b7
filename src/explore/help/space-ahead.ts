import type { SharedTables, Tables } from '../part-keys.ts';
import { MOST_SUCCESSORS, type Space } from '../space.ts';
import { copyRun } from '../tables/words.ts';
import { bytesOfExchange, MOST_REPLY, putRequest, readReply, takeRequest } from './exchange.ts';
import type { Aide, Aides, Help } from './aide.ts';

/** A request is the number of a state, and the keys of so many from that one on. A reply is that number, and of each state a head and its successors' keys. */
interface AheadOptions {
  readonly aides: Aides;
  readonly chunk: number;
  /** Parts of states are kept where threads share them from now on. */
  readonly share?: () => SharedTables;
}

/** A head: how many successors, and whether the last is a tick's. Of a state that is marked, or has none, it is `LOOK`: there is more to be known of it. */
const LOOK = -1;

/** So often one looks for what an aide makes just now; then it is made once more. */
const PATIENCE = 20_000;
/** So many chunks that were made while another was waited for. */
const MOST_KEPT = 64;

export type Ahead<S extends Space> = S & {
  /** Whether the space itself wrote the successors that were asked for last: it does so where there is more to be known of a state. */
  isOwn(): boolean;
};

/** A space whose successors are written by aides before they are asked for. States are asked for in the order in which they lie in `keys`. */
export function spaceAhead<S extends Space>(space: S, { aides, chunk, share }: AheadOptions): Ahead<S> {
  const { width } = space;
  let [known, expanded] = [1, 0];
  let ahead: ChunksAhead | null = null;
  let { words, at, end, until }: Chunk = { words: new Int32Array(0), at: 0, end: 0, until: aides.few };
  let hasTicked = false;
  let isOwn = true;

  const begin = (state: number): ChunksAhead => {
    const help = aides.start({ tables: share?.() ?? new Map(), requestWords: 1 + chunk * width });
    return chunksAhead(help, space, chunk, state);
  };
  return {
    ...space,
    isOwn: () => isOwn,
    bytes: () => space.bytes() + (ahead?.bytes() ?? 0),
    isMarked: () => isOwn && space.isMarked(),
    ticked: () => (isOwn ? space.ticked?.() === true : hasTicked),
    foresee() {
      known++;
    },
    successors(keys, from, into, intoAt) {
      const state = expanded++;
      if (state >= until) {
        ahead ??= begin(state);
        ({ words, at, end, until } = ahead.find(keys, state, known));
      }
      const head = at < end ? (words[at++] as number) : LOOK;
      isOwn = head === LOOK;
      if (isOwn) return space.successors(keys, from, into, intoAt);
      const count = head >> 1;
      copyRun(words, at, into, intoAt, count * width);
      at += count * width;
      hasTicked = head % 2 === 1;
      return count;
    },
    end() {
      space.end?.();
      ahead?.end();
    },
  };
}

/** What was made of the states up to that one: words from there to there. Of states behind those nothing was. */
interface Chunk {
  readonly words: Int32Array;
  readonly at: number;
  readonly end: number;
  readonly until: number;
}

interface ChunksAhead {
  bytes(): number;
  /** That which begins with this state. `known`: so many states have keys. */
  find(keys: Int32Array, state: number, known: number): Chunk;
  readonly end: () => void;
}

interface Reply {
  readonly words: Int32Array<ArrayBuffer>;
  /** 0: there is none. */
  count: number;
}

function chunksAhead({ exchange, end }: Help, space: Space, chunk: number, first: number): ChunksAhead {
  const { width } = space;
  const request = new Int32Array(exchange.requestWords);
  const write = writer(space);
  /** What each aide has made next, and what was made here, by the first state. */
  const fronts = exchange.replies.map((): Reply => ({ words: new Int32Array(MOST_REPLY), count: 0 }));
  const kept = new Map<number, Reply>();
  const reply = new Int32Array(MOST_REPLY);
  /** The first state that nobody was asked for. */
  let asked = first;

  const ask = (keys: Int32Array, known: number): void => {
    for (; asked + chunk <= known; asked += chunk) {
      request[0] = asked;
      copyRun(keys, asked * width, request, 1, chunk * width);
      if (!putRequest(exchange, request, 0)) return;
    }
  };
  const madeFor = (state: number, { words, count }: Reply): Chunk => {
    return { words, at: 1, end: count, until: state + chunk };
  };
  const foundAt = (state: number): Reply | null => {
    const own = kept.get(state);
    if (own !== undefined) {
      kept.delete(state);
      return own;
    }
    for (let aide = 0; aide < fronts.length; aide++) {
      const front = fronts[aide] as Reply;
      const next = (): boolean => (front.count = readReply(exchange, aide, front.words)) > 0;
      // What was made twice comes too late.
      while ((front.count > 0 || next()) && (front.words[0] as number) < state) front.count = 0;
      if (front.count === 0 || front.words[0] !== state) continue;
      const found = { ...front };
      front.count = 0;
      return found;
    }
    return null;
  };
  /** The next chunk that nobody has begun; whether there was one that may be made before it is its turn. */
  const makeNext = (): boolean => {
    if (kept.size === MOST_KEPT || !takeRequest(exchange, request)) return false;
    const count = write(request, reply);
    kept.set(request[0] as number, { words: reply.slice(0, count), count });
    return true;
  };
  return {
    bytes: () => bytesOfExchange(exchange),
    end,
    find(keys, state, known) {
      asked = Math.max(asked, state);
      ask(keys, known);
      if (state === asked) {
        asked++;
        return { words: reply, at: 0, end: 0, until: state + 1 };
      }
      for (let looks = 0; looks < PATIENCE; looks++) {
        const found = foundAt(state);
        if (found !== null) return madeFor(state, found);
        if (makeNext()) looks = 0;
      }
      return madeFor(state, { words: reply, count: 0 });
    },
  };
}

/** Expands the states of a request into a reply, as far as there is room; how many words it has. */
function writer(space: Space): (request: Int32Array, reply: Int32Array) => number {
  const { width } = space;
  return (request, reply) => {
    let at = 1;
    reply[0] = request[0] as number;
    for (let from = 1; from < request.length && at + MOST_SUCCESSORS * width < MOST_REPLY; from += width) {
      const count = space.successors(request, from, reply, at + 1);
      const isPlain = count > 0 && !space.isMarked();
      reply[at] = isPlain ? 2 * count + (space.ticked?.() === true ? 1 : 0) : LOOK;
      at += isPlain ? 1 + count * width : 1;
    }
    return at;
  };
}

/** Expands states of a space for whoever keeps them. */
export const spaceAide = (spaceOver: (tables: Tables) => Space): Aide => {
  return (tables) => writer(spaceOver(tables));
};
