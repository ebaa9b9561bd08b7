import { expect, test } from 'vitest';
import { rumur, spin, xstateGraph, type Peer } from '../../bench/peers/ru.ts';
import { RU_CONFIGURATIONS } from '../toys/ru.ts';

/** Engines that have nothing in common with ours, where they are installed. */
const SMALL = { states: 19_529, transitions: 69_507 };

const PEERS: readonly (readonly [string, Peer | null])[] = [
  ['SPIN, depth first', spin(RU_CONFIGURATIONS.small, 'depth-first')],
  ['SPIN, breadth first', spin(RU_CONFIGURATIONS.small, 'breadth-first')],
  ['Rumur', rumur(RU_CONFIGURATIONS.small)],
];

for (const [name, peer] of PEERS) {
  test.skipIf(peer === null)(`${name} finds what we find of RU small`, () => {
    expect(peer?.run()).toMatchObject(SMALL);
    peer?.remove();
  });
}

test("XState's graph utilities find what we find of RU small", () => {
  expect(xstateGraph(RU_CONFIGURATIONS.small)).toEqual(SMALL);
});
