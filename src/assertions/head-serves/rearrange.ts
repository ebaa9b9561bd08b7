import type { Row } from '../../layout/layout.ts';
import type { HeadServesMemory } from './memory.ts';
import type { TokenList } from './token-list.ts';
import { putAt, tokenAt } from './token-list.ts';

/** Slots of a service have other numbers: what is kept by slot goes with them, and what is kept in no order is put in that of its names. */
export function rearrangeSlots(
  m: HeadServesMemory,
  row: Row,
  at: number,
  index: number,
  from: readonly number[],
): void {
  const service = m.serviceAt(at, index);
  for (const list of [m.tasks, m.containers, m.nodes]) {
    const before = tokensOf(row, service, list);
    from.forEach((place, to) => {
      putAt(row, service, list, to, before[place] ?? 0);
    });
  }
  putInOrder(row, service, m.captured);
  putInOrder(row, service, m.seen);
  putInOrder(row, at, m.gone);
}

const tokensOf = (row: Row, region: number, list: TokenList): readonly number[] =>
  Array.from({ length: list.size }, (_, place) => tokenAt(row, region, list, place));

/** Nothing comes last. */
function putInOrder(row: Row, region: number, list: TokenList): void {
  const tokens = tokensOf(row, region, list).filter((token) => token !== 0);
  tokens.sort((a, b) => a - b);
  for (let place = 0; place < list.size; place++) putAt(row, region, list, place, tokens[place] ?? 0);
}
