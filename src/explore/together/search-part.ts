import type { Limit, SearchOptions } from '../breadth-first.ts';
import { meet, setStanding, standing, type Mail, type Standing } from './mail.ts';
import { partOf } from './part.ts';
import type { Share } from './share.ts';
import { isFull } from './shared-table.ts';

export type PartOptions = Pick<SearchOptions, 'limits' | 'untilMarked'>;

/** What a thread may own more than its share. */
const MORE = 1.1;

/** What one thread has searched. All of them agree on `depth`, `isMarked` and `limit`. */
export interface PartSearched {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly isMarked: boolean;
  readonly limit: Limit | null;
  readonly bytes: number;
}

/**
 * One thread's part of a breadth-first search (Stern and Dill 1997): each state has an owner, by its hash, who alone keeps and expands it. In
 * rounds: expand, and send on what others own; take in what was sent, and say what number it has; look round together.
 */
export function searchPart(
  share: Share<unknown>,
  mail: Mail,
  rank: number,
  { limits, untilMarked }: PartOptions,
): PartSearched {
  const part = partOf(share, mail, rank);
  const tables = [...mail.tables.values()];
  const met = ({ states, kib, isLate }: Standing): Limit | null => {
    if (states > limits.states) return 'states';
    if (kib * 1_024 > limits.bytes || tables.some(isFull)) return 'memory';
    return isLate ? 'time' : null;
  };
  part.beginLevel();
  for (let depth = 0; ;) {
    part.expand(depth);
    meet(mail);
    part.takeIn();
    setStanding(mail, rank, part.standing(!limits.hasTimeLeft()));
    meet(mail);
    part.tell();
    const all = standing(mail);
    const end = (limit: Limit | null): PartSearched => {
      return {
        states: part.states(),
        transitions: part.transitions(),
        depth,
        isMarked: all.isMarked,
        limit,
        bytes: part.bytes(),
      };
    };
    const limit = met(all);
    // At the same time in all threads: a table that grows in one of them has all others wait.
    part.expect(Math.ceil((all.states / mail.threads) * MORE));
    if (limit !== null || all.isEnded) return end(limit);
    if (all.left > 0) continue;
    if (all.fresh === 0 || (untilMarked && all.isMarked)) return end(null);
    if (depth === limits.depth) return end('depth');
    depth++;
    part.beginLevel();
  }
}
