// What a judge remembers by slot goes with the slots, when an exhaustive search numbers them anew.
import { headServesMemory } from '#src/assertions/head-serves/memory.js';
import { rearrangeSlots } from '#src/assertions/head-serves/rearrange.js';
import type { TokenList } from '#src/assertions/head-serves/token-list.js';
import { putAt, tokenAt } from '#src/assertions/head-serves/token-list.js';
import { expect, test } from 'vitest';
import { context } from '../views.ts';

const m = headServesMemory(context({ services: 2, slots: 3, tasksPerSlot: 2 }));
const AT = 5;
const [app, other] = [m.serviceAt(AT, 0), m.serviceAt(AT, 1)];

function rowOf(lists: readonly (readonly [region: number, list: TokenList, tokens: readonly number[]])[]): Int32Array {
  const row = new Int32Array(AT + m.memory.size);
  for (const [region, list, tokens] of lists) {
    tokens.forEach((token, place) => {
      putAt(row, region, list, place, token);
    });
  }
  return row;
}

const read = (row: Int32Array, region: number, list: TokenList): readonly number[] =>
  Array.from({ length: list.size }, (_, place) => tokenAt(row, region, list, place));

test('each slot keeps its task, container and node; those of other services stay', () => {
  const row = rowOf([
    [app, m.tasks, [11, 12, 13]],
    [app, m.containers, [21, 22, 0]],
    [app, m.nodes, [1, 0, 3]],
    [other, m.tasks, [14, 15, 16]],
  ]);
  rearrangeSlots(m, row, AT, 0, [2, 0, 1]);
  expect(read(row, app, m.tasks)).toEqual([13, 11, 12]);
  expect(read(row, app, m.containers)).toEqual([0, 21, 22]);
  expect(read(row, app, m.nodes)).toEqual([3, 1, 0]);
  expect(read(row, other, m.tasks)).toEqual([14, 15, 16]);
});

test('what has no order of its own is put in that of its names, and nothing comes last', () => {
  const row = rowOf([
    [app, m.captured, [12, -1, 11]],
    [app, m.seen, [0, 14, 13]],
    [AT, m.gone, [9, 0, 2]],
  ]);
  rearrangeSlots(m, row, AT, 0, [1, 0, 2]);
  expect(read(row, app, m.captured)).toEqual([-1, 11, 12, 0, 0, 0]);
  expect(read(row, app, m.seen)).toEqual([13, 14, 0]);
  expect(read(row, AT, m.gone)).toEqual([2, 9, 0]);
});
