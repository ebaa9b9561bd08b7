import type { ServiceResult, Tasks } from './result.ts';
import { visible, visibleUpTo } from '../visible.ts';

const LONGEST_STAMP = 48;

/** `updating, stamp 7ae7b0f7+U (head), 1 of 2 running, 1 starting, older: 1 running`. */
export function serviceWords(service: Pick<ServiceResult, keyof Seen>): string {
  return [statusWords(service), stampWords(service), taskWords(service), olderWords(service)]
    .filter((part) => part !== '')
    .join(', ');
}

type Seen = Pick<ServiceResult, 'updateState' | 'stamp' | 'carriesHead' | 'wanted' | 'current' | 'older'>;

export const statusWords = ({ updateState }: Pick<Seen, 'updateState'>): string => updateState ?? '';

export function stampWords({ updateState, stamp, carriesHead }: Seen): string {
  if (updateState === null) return '';
  if (stamp === null) return 'no stamp';
  return `stamp ${visibleUpTo(stamp, LONGEST_STAMP)}${carriesHead ? ' (head)' : ''}`;
}

export function taskWords({ wanted, current }: Seen): string {
  if (current === null) return '';
  const running = wanted === null ? `${current.running} running` : `${current.running} of ${wanted} running`;
  return [running, ...others(current)].join(', ');
}

export function olderWords({ older }: Seen): string {
  if (older === null || older.running + older.coming + older.leaving === 0) return '';
  const running = older.running === 0 ? [] : [`${older.running} running`];
  return `older: ${[...running, ...others({ ...older, dead: 0 })].join(', ')}`;
}

function others({ coming, leaving, dead }: Tasks): readonly string[] {
  return [
    ...(coming === 0 ? [] : [`${coming} starting`]),
    ...(leaving === 0 ? [] : [`${leaving} stopping`]),
    ...(dead === 0 ? [] : [`${dead} dead`]),
  ];
}

/** A name in a sentence or a column. */
export const nameOf = ({ name }: { readonly name: string }): string => visible(name);
