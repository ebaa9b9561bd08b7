import type { ServiceShown, Tasks } from './result.ts';
import { visible, visibleUpTo } from '../visible.ts';

const LONGEST_STAMP = 48;

/** `updating, stamp 7ae7b0f7+U (head), head 1 of 2 running, 1 starting, other 1 running`. */
export function serviceWords(service: ServiceShown): string {
  return [statusWords(service), stampWords(service), taskWords(service)].filter((part) => part !== '').join(', ');
}

export const statusWords = ({ updateState }: ServiceShown): string => updateState ?? '';

export function stampWords({ updateState, stamp, carriesHead }: ServiceShown): string {
  if (updateState === null) return '';
  if (stamp === null) return 'no stamp';
  return `stamp ${visibleUpTo(stamp, LONGEST_STAMP)}${carriesHead ? ' (head)' : ''}`;
}

export function taskWords({ wanted, running, tasks }: ServiceShown): string {
  const of = wanted === null ? '' : ` of ${wanted}`;
  if (tasks === null) return running === null ? '' : `${running}${of} running`;
  const { head, other } = tasks;
  const others = [...(other.running === 0 ? [] : [`${other.running} running`]), ...onTheWay({ ...other, dead: 0 })];
  return [
    `head ${head.running}${of} running`,
    ...onTheWay(head),
    ...(others.length === 0 ? [] : [`other ${others.join(', ')}`]),
  ].join(', ');
}

function onTheWay({ coming, leaving, dead }: Tasks): readonly string[] {
  return [
    ...(coming === 0 ? [] : [`${coming} starting`]),
    ...(leaving === 0 ? [] : [`${leaving} stopping`]),
    ...(dead === 0 ? [] : [`${dead} dead`]),
  ];
}

/** A name in a sentence or a column. */
export const nameOf = ({ name }: { readonly name: string }): string => visible(name);

/** What it says of a service beside the reason of the whole: nothing twice. */
export function saysBeside({ says }: { readonly says: string | null }, reason: string): string {
  return says === null || says === reason ? '' : visible(says);
}
