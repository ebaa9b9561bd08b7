// A search that is helped finds what it finds alone, in the same order, whoever makes what, and whenever.
import { describe, expect, test } from 'vitest';
import { breadthFirst } from '#src/explore/breadth-first.js';
import {
  exchangeFor,
  putRequest,
  readReply,
  takeRequest,
  writeReply,
  type Exchange,
} from '#src/explore/help/exchange.js';
import type { Aides } from '#src/explore/help/aide.js';
import { spaceAhead } from '#src/explore/help/space-ahead.js';
import { reachableIn } from '#src/explore/reachable.js';
import type { Space } from '#src/explore/space.js';
import { TableFull } from '#src/explore/tables/shared-table.js';
import { aidesFrom } from '#src/explore/workers/aides.js';
import { bundledModule } from '../../bundled-module.ts';
import { aide, packedRu, packedRuAhead } from '../../toys/ru-packed.ts';
import { RU_CONFIGURATIONS } from '../../toys/ru.ts';

const NO_LIMITS = { states: Infinity, bytes: Infinity, depth: Infinity, hasTimeLeft: () => true };
const { mid, small } = RU_CONFIGURATIONS;
const module = await bundledModule('test/toys/ru-packed.ts');

/** Every state, in the order in which it was found, and who led to it. */
function found(space: Space) {
  const { seen, parents, transitions, marked } = breadthFirst(space, { limits: NO_LIMITS, untilMarked: false });
  space.end?.();
  return { words: seen.words().slice(0, seen.count() * space.width), parents: parents.words(), transitions, marked };
}

describe('threads that help', () => {
  test.each([1, 2, 4])('%i of them change nothing, and the counts are those of four other engines', (threads) => {
    const space = packedRuAhead(mid, aidesFrom(threads, module, mid, 100));
    const together = found(space);
    expect(together).toEqual(found(packedRu(mid)));
    expect(together.parents).toHaveLength(183_354);
    expect(together.transitions).toBe(648_731);
  });

  test('one that cannot begin is an error, however soon the search is over', () => {
    const missing = new URL('missing.mjs', module).href;
    expect(() => reachableIn(packedRuAhead(small, aidesFrom(1, missing, small, 100)), Infinity)).toThrow(
      /missing\.mjs/,
    );
  });

  test('none is started for a search that is over soon', () => {
    const never: Aides = {
      few: 1_000_000,
      start: () => {
        throw new Error('it was started');
      },
    };
    expect(reachableIn(packedRuAhead(mid, never), Infinity).states).toBe(183_354);
  });
});

/** Helps by hand: `turn` is called before each state is expanded. */
function byHand(turn: (exchange: Exchange) => void): Space {
  let exchange: Exchange | null = null;
  const aides: Aides = {
    few: 100,
    start({ requestWords }) {
      exchange = exchangeFor(1, requestWords);
      return { exchange, end: () => undefined };
    },
  };
  const space = spaceAhead(packedRu(small), { aides, chunk: 32 });
  return {
    ...space,
    successors(...asked) {
      if (exchange !== null) turn(exchange);
      return space.successors(...asked);
    },
  };
}

const make = aide(small)(() => {
  throw new Error('it keeps no parts');
});
const reply = new Int32Array(1 << 18);

describe('what an aide does', () => {
  const alone = found(packedRu(small));

  test('may be nothing', () => {
    expect(found(byHand(() => undefined))).toEqual(alone);
  });

  test('may be all', () => {
    let made = 0;
    const all = byHand((exchange) => {
      const request = new Int32Array(exchange.requestWords);
      for (; takeRequest(exchange, request); made++) writeReply(exchange, 0, reply, make(request, reply));
    });
    expect(found(all)).toEqual(alone);
    expect(made).toBeGreaterThan(300);
  });

  test('may come too late, after the search has made it itself', () => {
    const held: Int32Array[] = [];
    let late = 0;
    const slow = byHand((exchange) => {
      const request = new Int32Array(exchange.requestWords);
      if (held.length === 0 && takeRequest(exchange, request)) held.push(request);
      else if (held.length > 0 && ++late % 500 === 0)
        writeReply(exchange, 0, reply, make(held.shift() as Int32Array, reply));
    });
    expect(found(slow)).toEqual(alone);
    expect(late).toBeGreaterThan(1_000);
  });
});

describe('an exchange', () => {
  test('hands out requests in their order, each once, and has so much room', () => {
    const exchange = exchangeFor(1, 3);
    const request = new Int32Array(3);
    let put = 0;
    for (; putRequest(exchange, Int32Array.of(put, put + 1, put + 2), 0); put++);
    expect(put).toBe(exchange.requests.length / 3);
    for (let taken = 0; taken < 3 * put; taken++) {
      expect(takeRequest(exchange, request)).toBe(true);
      expect([...request]).toEqual([taken, taken + 1, taken + 2]);
      expect(putRequest(exchange, Int32Array.of(put + taken, put + taken + 1, put + taken + 2), 0)).toBe(true);
    }
    for (let left = 0; left < put; left++) expect(takeRequest(exchange, request)).toBe(true);
    expect(takeRequest(exchange, request)).toBe(false);
  });

  test('hands back replies of any length, round its end and beyond 2 to the 31', () => {
    const exchange = exchangeFor(2, 1);
    // Both positions of the second aide, a little before they come round.
    const positions = exchange.control.length - 2;
    exchange.control.fill(0x7fffff00, positions);
    const into = new Int32Array(1_000);
    for (let i = 0; i < 10_000; i++) {
      const count = 1 + ((i * 37) % 900);
      writeReply(
        exchange,
        1,
        Int32Array.from({ length: count }, (_, at) => i + at),
        count,
      );
      expect(readReply(exchange, 1, into)).toBe(count);
      expect([into[0], into[count - 1]]).toEqual([i, i + count - 1]);
    }
    expect(exchange.control[positions]).toBeLessThan(0);
    expect(readReply(exchange, 1, into)).toBe(0);
    expect(readReply(exchange, 0, into)).toBe(0);
  });
});

test('a search whose tables are full has met a limit of memory', () => {
  let left = 1_000;
  const space = packedRu(mid);
  const full: Space = {
    ...space,
    successors(...asked) {
      if (left-- === 0) throw new TableFull();
      return space.successors(...asked);
    },
  };
  expect(breadthFirst(full, { limits: NO_LIMITS, untilMarked: false })).toMatchObject({ limit: 'memory' });
});
