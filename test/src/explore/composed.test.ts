// A world and its watcher as two machines: on a toy, and what their steps are kept in.
import { breadthFirst } from '#src/explore/breadth-first.js';
import { book } from '#src/explore/composed/book.js';
import { judgedAide, judgedSpace } from '#src/explore/judged-space.js';
import { prove } from '#src/explore/prove.js';
import type { JudgedSystem } from '#src/explore/transition-system.js';
import type { ComposedSystem } from '#src/explore/composed/composition.js';
import type { Aides } from '#src/explore/help/aide.js';
import { exchangeFor, takeRequest, writeReply } from '#src/explore/help/exchange.js';
import { tablesOver } from '#src/explore/part-keys.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lamp } from '../../toys/lamp.ts';

const NO_LIMITS = { states: Infinity, bytes: Infinity, depth: Infinity, hasTimeLeft: () => true };

function asOne({ composition, ...one }: ComposedSystem): JudgedSystem {
  expect(composition.worldSize).toBeLessThan(one.stride);
  return one;
}

const spaceOf = (system: JudgedSystem, aides?: Aides) =>
  judgedSpace(system, {
    tickMs: 1,
    endOf: (row) => (system.finished(row) ? 1 : 0),
    refutes: () => false,
    aides,
  });

function rowsOf(system: JudgedSystem, space = spaceOf(system)): readonly string[] {
  const { seen } = breadthFirst(space, { limits: NO_LIMITS, untilMarked: false });
  const row = new Int32Array(system.stride);
  return Array.from({ length: seen.count() }, (_, state) => {
    space.read(seen.words(), state * space.width, row);
    return row.join();
  });
}

test('a toy of two machines has the states that it has as one, in the same order', () => {
  const rows = rowsOf(lamp());
  expect(rows.length).toBeGreaterThan(100);
  expect(new Set(rows).size).toBe(rows.length);
  expect(rows).toEqual(rowsOf(asOne(lamp())));
});

/** An aide that makes nothing, or every request at once, or each only when the next one comes. */
test.each(['nothing', 'all', 'each too late'])('and has them with an aide that makes %s', (makes) => {
  let [requests, turns] = [0, 0];
  let turn = (): void => undefined;
  const aides: Aides = {
    few: 2,
    start({ tables, requestWords }) {
      const exchange = exchangeFor(1, requestWords);
      const make = judgedAide(lamp(), 1)(tablesOver(tables));
      const [request, reply] = [new Int32Array(requestWords), new Int32Array(10_000)];
      turn = () => {
        turns++;
        if (makes === 'nothing' || (makes === 'each too late' && turns % 7 !== 0)) return;
        for (; takeRequest(exchange, request); requests++) writeReply(exchange, 0, reply, make(request, reply));
      };
      return { exchange, end: () => undefined };
    },
  };
  const system = lamp();
  const space = spaceOf(system, aides);
  const helped: typeof space = {
    ...space,
    successors(...asked) {
      turn();
      return space.successors(...asked);
    },
  };
  expect(rowsOf(system, helped)).toEqual(rowsOf(lamp()));
  expect(turns).toBeGreaterThan(100);
  if (makes !== 'nothing') expect(requests).toBeGreaterThan(3);
});

const request = { tickMs: 1, refuting: new Set(['heard']), witness: 'silent', unjudged: 'none', limits: NO_LIMITS };

function proofs(system: ComposedSystem, refuting: ReadonlySet<string>) {
  return [system, asOne(system)].map((of) => {
    const { peakBytes, ...proof } = prove(of, { ...request, refuting });
    expect(peakBytes).toBeGreaterThan(0);
    return proof;
  });
}

test('and comes to the same, by the same way', () => {
  const [apart, together] = proofs(lamp(), new Set(['heard']));
  expect(apart).toEqual(together);
  expect(apart?.outcome).toBe('refuted');
});

test('steps that lead round without time are found in both', () => {
  const [apart, together] = proofs(lamp(), new Set());
  expect(apart).toEqual(together);
  expect(apart).toMatchObject({ outcome: 'undecided', flaw: 'zeno-loop' });
});

test('where worlds go round, but no state does, neither has a flaw', () => {
  const system = lamp({ calm: true });
  const space = spaceOf(system);
  rowsOf(system, space);
  expect(space.mayLoop?.()).toBe(true);
  const [apart, together] = proofs(system, new Set());
  expect(apart).toEqual(together);
  expect(apart).toMatchObject({ outcome: 'proved', flaw: null });
});

test('a book finds each entry where its words were written, whatever was added since', () => {
  const entries = fc.uniqueArray(fc.nat({ max: 5_000 }), { minLength: 1, maxLength: 400 });
  fc.assert(
    fc.property(entries, (numbers) => {
      const all = book();
      for (const number of numbers) {
        expect(all.find(number)).toBe(-1);
        const at = all.add(number, 5);
        all.words.fill(number + 1, at, at + 5);
      }
      for (const number of numbers) {
        const at = all.find(number);
        expect([...all.words.subarray(at, at + 5)]).toEqual(Array.from({ length: 5 }, () => number + 1));
      }
    }),
    { numRuns: 50 },
  );
});
