import type { Row } from '../../layout/layout.ts';
import { get, set } from '../../layout/layout.ts';
import type { Token } from '../../port/swarm-port.ts';

/** A bounded list of tokens in a judge's memory; 0, the token of nothing, fills the rest. */
export interface TokenList {
  /** Where it starts, from the start of the region that it lies in. */
  readonly at: number;
  readonly size: number;
}

/** The place of a token, or -1. */
export function placeOf(row: Row, region: number, list: TokenList, token: Token): number {
  for (let place = 0; place < list.size; place++) {
    if (tokenAt(row, region, list, place) === token) return place;
  }
  return -1;
}

export const holds = (row: Row, region: number, list: TokenList, token: Token): boolean =>
  placeOf(row, region, list, token) >= 0;

export const tokenAt = (row: Row, region: number, list: TokenList, place: number): Token =>
  get(row, region + list.at + place);

export const putAt = (row: Row, region: number, list: TokenList, place: number, token: Token): void =>
  set(row, region + list.at + place, token);

/** False when the list is full. */
export function add(row: Row, region: number, list: TokenList, token: Token): boolean {
  const place = placeOf(row, region, list, 0);
  if (place < 0) return false;
  putAt(row, region, list, place, token);
  return true;
}

export function empty(row: Row, region: number, list: TokenList): void {
  row.fill(0, region + list.at, region + list.at + list.size);
}
